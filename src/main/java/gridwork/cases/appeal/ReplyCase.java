package gridwork.cases.appeal;

import gridwork.cases.Case;
import gridwork.facts.FactId;
import java.util.ArrayList;
import java.util.List;

/** What the case of a reply keeps, and the names that its processes use. */
final class ReplyCase {
    static final String DECIDE = "user_decide_appeal";
    static final String CHECK = "user_check_repair";
    /** The message that what it is about counts no more. */
    static final String FACT_GONE = "fact-gone";

    /** What was sent: {@code {id, about, words, files, facts, title}}. */
    static final String REPLY = "reply";

    static final String TARGET = "about";
    static final String FACTS = "facts";
    static final String RULE_SET = "ruleSet";
    static final String RESULT = "result";
    /** The number of the level that looks at it, from 0. */
    static final String LEVEL = "level";

    static final String REVIEWERS = "reviewers";

    /** What was answered: {@code {outcome, reason, verdicts, by, at, level, corrected}}. */
    static final String ANSWER = "answer";

    static final String OUTCOME = "outcome";
    static final String REASON = "reason";
    static final String VERDICTS = "verdicts";
    static final String CORRECTED = "corrected";
    static final String UPHELD = "upheld";
    static final String REPAIRED = "repaired";
    /** Neither yes nor no: somebody looks again. */
    static final String UNCLEAR = "unclear";

    private ReplyCase() {}

    static boolean isOne(Case of) {
        return of.details().has(REPLY);
    }

    /** The facts that it is about: the one, or those that the result counted. */
    static List<FactId> facts(Case of) {
        List<FactId> all = new ArrayList<>();
        of.details().path(REPLY).path(FACTS).forEach(each -> all.add(new FactId(Long.parseLong(each.asText()))));
        return all;
    }
}
