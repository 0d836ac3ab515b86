package gridwork.cases;

import gridwork.rules.Evaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of which matters an answer asks for a case, as the processes say; asks only, opens nothing. */
public interface CasesAsked {
    /**
     * @param fact the kind of the fact that was answered; null = how a subject stands, or what was asked upon that
     * @param news where several answers may hold at once: those that hold for something new
     */
    List<String> matters(String ruleSet, @Nullable String fact, Evaluation answer, List<String> news);
}
