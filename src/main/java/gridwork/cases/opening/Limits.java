package gridwork.cases.opening;

import gridwork.cases.CaseBook;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many cases of a matter may open by themselves in a day: the catalogue says. */
@Component
public class Limits {
    private final CaseBook cases;
    private final Matters matters;
    private final StreetClock clock;

    Limits(CaseBook cases, Matters matters, StreetClock clock) {
        this.cases = cases;
        this.matters = matters;
        this.clock = clock;
    }

    /** Within one transaction. */
    public Day today() {
        return new Day();
    }

    /** How many were opened today, asked once for each matter. */
    public final class Day {
        private final Map<String, Long> opened = new HashMap<>();

        private Day() {}

        public boolean isFull(String matter) {
            int limit = matters.find(matter).map(Matter::opensPerDay).orElse(0);
            return opened.computeIfAbsent(matter, each -> cases.openedSince(each, clock.startOf(clock.today())))
                    >= limit;
        }

        public void opened(String matter) {
            opened.computeIfPresent(matter, (each, before) -> before + 1);
        }
    }
}
