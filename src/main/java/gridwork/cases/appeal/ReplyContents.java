package gridwork.cases.appeal;

import gridwork.cases.Case;
import gridwork.cases.FormContents;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the forms of replies show: what was said, with its files, and the facts that it is about. */
@Component
class ReplyContents implements FormContents {
    private final ReplySheet sheets;

    ReplyContents(ReplySheet sheets) {
        this.sheets = sheets;
    }

    @Override
    public Map<String, Object> of(Case of, String step) {
        return sheets.isOne(of) ? Map.of("reply", sheets.of(of)) : Map.of();
    }
}
