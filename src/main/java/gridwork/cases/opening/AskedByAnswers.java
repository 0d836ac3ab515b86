package gridwork.cases.opening;

import gridwork.cases.CasesAsked;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.rules.Evaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What {@link OpenOnDecisions} would look at. */
@Component
class AskedByAnswers implements CasesAsked {
    private final Procedures procedures;

    AskedByAnswers(Procedures procedures) {
        this.procedures = procedures;
    }

    @Override
    public List<String> matters(String ruleSet, @Nullable String fact, Evaluation answer, List<String> news) {
        return procedures.all().stream()
                .flatMap(each -> each.opens().stream())
                .filter(each -> each.ruleSet().equals(ruleSet))
                .filter(each -> each.per() == Procedure.Per.SUBJECT || fact != null)
                .filter(each ->
                        each.kinds().isEmpty() || fact != null && each.kinds().contains(fact))
                .filter(each -> each.opens(answer, news))
                .map(Procedure.Opens::matter)
                .toList();
    }
}
