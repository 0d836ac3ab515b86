package gridwork.cases.application;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.platform.outgoing.Outsiders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Whoever applied is reached by the phone that the application gives, as long as that is kept. */
@Component
class Applicants implements Outsiders {
    private static final Pattern ITSELF = Pattern.compile(Pattern.quote(Application.ABOUT) + "([0-9]{1,18})");
    private final StoredApplications stored;
    private final ApplicationForms forms;

    Applicants(StoredApplications stored, ApplicationForms forms) {
        this.stored = stored;
        this.forms = forms;
    }

    @Override
    public Optional<String> phone(String receiver) {
        Matcher of = ITSELF.matcher(receiver);
        return of.matches() ? stored.find(Long.parseLong(of.group(1))).flatMap(this::phone) : Optional.empty();
    }

    private Optional<String> phone(Application of) {
        JsonNode said = of.content().path("fields");
        return forms.must(of.matter()).fields().stream()
                .filter(each -> each.kind() == ApplicationForm.Kind.PHONE)
                .map(each -> said.path(each.id()).asText("").strip())
                .filter(each -> !each.isEmpty())
                .findFirst();
    }
}
