package gridwork.cases.procedure;

import com.fasterxml.jackson.annotation.JsonProperty;
import gridwork.facts.Fact;
import gridwork.platform.Label;
import gridwork.rules.Evaluation;
import gridwork.rules.RuleSet;
import gridwork.street.Area;
import gridwork.street.AreaId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process folder says beside its diagram.
 *
 * @param process the folder under {@code bpmn/}
 * @param matter in the matter catalogue; empty where each of {@code opens} and {@code merges} names its own
 * @param begins the clock that begins with a case; null = none does
 * @param merges which due checks open a case together
 * @param steps null = it has no levels
 * @param office which department carries its cases; null = that is said otherwise
 * @param squads which departments go together; null = none do
 * @param shows rule sets whose answers its forms show criterion by criterion
 * @param values the names that its diagram reads, each with what it is
 * @param forms by name
 * @param moves what may be done at its steps apart from doing them
 * @param onSite its cases are checks on site, which the ledger counts; null = they are not
 */
public record Procedure(
        String process,
        String matter,
        @Nullable Begins begins,
        List<Opens> opens,
        List<Merges> merges,
        @Nullable Steps steps,
        @Nullable Office office,
        @Nullable Squads squads,
        List<String> shows,
        Map<String, Kind> values,
        Map<String, Form> forms,
        List<Move> moves,
        @Nullable OnSite onSite) {
    public Procedure {
        matter = matter == null ? "" : matter;
        merges = merges == null ? List.of() : merges;
        opens = opens == null ? List.of() : opens;
        shows = shows == null ? List.of() : shows;
        values = values == null ? Map.of() : values;
        forms = forms == null ? Map.of() : forms;
        moves = moves == null ? List.of() : moves;
    }

    /** Every matter of which it opens cases by itself, in the order of the file. */
    public Set<String> opening() {
        Set<String> all = new LinkedHashSet<>();
        opens.forEach(each -> all.add(each.matter()));
        merges.forEach(each -> all.add(each.matter()));
        return all;
    }

    public enum Kind {
        /** Absent is false. */
        FLAG,
        /** Absent is empty. */
        WORD,
        WORDS
    }

    /**
     * Which answers of a rule set open a case.
     *
     * @param matter of the case; where it is not written, the process's own
     * @param per of what there is one case
     * @param when by output: one of these
     * @param items where several answers may hold at once: one of these is news; empty = whatever holds
     * @param kinds to which kinds of fact it answers; empty = whatever it was asked for
     * @param departments the output that names who goes; null = as the catalogue says
     * @param unknown whether a report that nobody can answer opens one too, so that a person looks
     * @param keeps the outputs that the case needs
     * @param same what says that several reports are of the same matter: they become one case; null = nothing does
     * @param neverWaits results that open whatever the limit of the day
     */
    public record Opens(
            String matter,
            Per per,
            String ruleSet,
            Map<String, Set<String>> when,
            Set<String> items,
            Set<String> kinds,
            @Nullable String departments,
            boolean unknown,
            List<String> keeps,
            @Nullable Same same,
            Set<String> neverWaits) {
        public Opens {
            per = per == null ? Per.REPORT : per;
            when = when == null ? Map.of() : when;
            items = items == null ? Set.of() : items;
            kinds = kinds == null ? Set.of() : kinds;
            keeps = keeps == null ? List.of() : keeps;
            neverWaits = neverWaits == null ? Set.of() : neverWaits;
        }

        /** @param news the ids of the answers that hold now and did not, or for another cause */
        public boolean opens(Evaluation answer, List<String> news) {
            if (!items.isEmpty() && wanted(news).isEmpty()) {
                return false;
            }
            if (answer.result().equals(RuleSet.UNKNOWN)) {
                return unknown;
            }
            return when.entrySet().stream()
                    .allMatch(each -> each.getValue()
                            .contains(String.valueOf(answer.values().get(each.getKey()))));
        }

        /** Of the news those that it is about. */
        public List<String> wanted(List<String> news) {
            return news.stream().filter(items::contains).toList();
        }
    }

    public enum Per {
        /** Each report is a case, or part of one with others of the same matter. */
        REPORT,
        /** A subject has one open case of the matter, however often the rules say so. */
        SUBJECT
    }

    /**
     * @param clock a limit of the catalogue, or an item of {@code cases/clocks.yaml}
     * @param step whose tasks are due with it; null = all
     */
    public record Begins(String clock, @Nullable String step) {}

    /**
     * Checks of several departments on one subject that fall due near in time are one case.
     *
     * @param interval says after how many days a department checks again
     * @param check the kind of fact that a department's check is; its payload names the department
     * @param merging the rule set that says how near in time two checks are one visit
     */
    public record Merges(String matter, Interval interval, String check, String merging) {
        /** @param name of the department, where a source wrote that in place of its id */
        public boolean isCheckOf(Fact fact, AreaId department, String name) {
            String said = Objects.toString(fact.payload().get("department"), "");
            return fact.kind().equals(check) && (said.equals(department.value()) || said.equals(name));
        }
    }

    /**
     * Which department carries a case: the lead of its matter, until it is handed on.
     *
     * @param roles of those in the department, the first that somebody holds
     * @param otherwise the same of the street, where the department is closed or empty; they follow up what is late too
     */
    public record Office(List<String> roles, List<String> otherwise) {}

    /**
     * Several departments at one event, each a case of its own below it.
     *
     * @param process the one that carries each department's part
     * @param departments the rule set that says which department is in charge; it goes first, with the lead of the matter
     * @param clocks the rule set that says how long what may take
     * @param first the clocks of those who go first, {@code more} of those who reinforce, {@code whole} of the event
     * @param police the department that it can be handed over to
     */
    public record Squads(
            String process,
            String departments,
            String clocks,
            List<String> first,
            List<String> more,
            List<String> whole,
            String police) {}

    /**
     * @param departments what a case keeps of who goes, each with a part of its own; null = the lead of the matter goes alone
     * @param check what a case keeps of which kind of check it is; null = what brings it about says so
     */
    public record OnSite(
            @Nullable String departments, @Nullable String check) {}

    public record Interval(String ruleSet, String output) {}

    public record Same(String ruleSet, String result) {}

    /**
     * How a case goes from level to level.
     *
     * @param next the rule set that says which is next
     * @param clocks the one that says how long a level has
     * @param departments the one that says which department is in charge
     */
    public record Steps(
            String next, String clocks, String departments, Otherwise otherwise, Map<String, Level> levels) {}

    /** Where the rules give no answer: who looks, and how urgent it is taken for. */
    public record Otherwise(String level, String grade) {}

    /**
     * @param roles the first that somebody holds there
     * @param step the step of the diagram where it works; null = none
     */
    public record Level(
            List<String> roles,
            Set<Area.Kind> in,
            Label title,
            @Nullable String step) {}

    /**
     * @param sets which of its fields the diagram reads
     * @param answers which of its fields whoever reported it may read; null = none
     * @param flags names that hold where each of these fields has one of these words
     * @param choices by field where its words come from: {@link Choices#DEPARTMENTS}, or the answers of a rule set
     * @param records the fact that it becomes; null = none
     * @param done the clocks that stop with it
     * @param milestone what is reached with it; null = nothing
     * @param milestones the same, where it depends on the word in a field
     * @param clears flags that hold no longer
     * @param alone it is refused while a part of the case is open, or while one of these flags holds; null = it is not
     */
    public record Form(
            List<String> sets,
            @Nullable String answers,
            Map<String, Map<String, Set<String>>> flags,
            Map<String, String> choices,
            @Nullable Records records,
            List<String> done,
            @Nullable String milestone,
            Map<String, Map<String, String>> milestones,
            List<String> clears,
            @Nullable List<String> alone) {
        public Form {
            flags = flags == null ? Map.of() : flags;
            choices = choices == null ? Map.of() : choices;
            done = done == null ? List.of() : done;
            milestones = milestones == null ? Map.of() : milestones;
            clears = clears == null ? List.of() : clears;
        }
    }

    /**
     * @param category the field that is its category
     * @param amount the field that is its amount; null = it has none
     */
    public record Records(
            String kind, String category, @Nullable String amount) {}

    /** What may be done with a case or a task apart from doing it. */
    public enum Moving {
        /** Back to a step where the case has been (退回). */
        @JsonProperty("return")
        RETURN,
        /** Whoever did a step takes it back while nobody has begun with the next (撤回). */
        @JsonProperty("take-back")
        TAKE_BACK,
        /** One more signs a step that several sign (加签). */
        @JsonProperty("add-signer")
        ADD_SIGNER,
        /** One who was added does not sign (减签). */
        @JsonProperty("remove-signer")
        REMOVE_SIGNER,
        /** Whoever does it gives it to somebody else (转办). */
        @JsonProperty("pass-on")
        PASS_ON,
        /** Somebody who has nothing to do in the case gets to read it (抄送). */
        @JsonProperty("copy")
        COPY,
        /** Whoever does it is reminded (催办). */
        @JsonProperty("remind")
        REMIND,
        /** The case rests, with its clocks (中止), and goes on. */
        @JsonProperty("suspend")
        SUSPEND,
        /** It goes on as part of another open case of its subject (并案). */
        @JsonProperty("merge")
        MERGE,
        /** What is in it becomes a case of its own (分案). */
        @JsonProperty("split")
        SPLIT
    }

    /**
     * @param at the steps where it may be done; empty = at every step that people do; of merging and splitting: the case stands nowhere else
     * @param to of a return: the steps to which it may go back, where the case has been there; of taking back: those that may be
     * @param by who may
     * @param reason whether one must be given
     * @param stops of both: the clocks of what is taken back
     * @param goesOn of both: the clocks that go on as if they had never been stopped
     * @param toRoles of passing on: who may get it besides those who may take it on anyway; of adding a signer: who may sign; of copying: who may read it
     * @param againMinutes of a reminder: after how long the next one may follow
     * @param into of merging: the matters of cases that may take it in
     */
    public record Move(
            Moving move,
            Set<String> at,
            List<String> to,
            By by,
            boolean reason,
            List<String> stops,
            List<String> goesOn,
            Set<String> toRoles,
            int againMinutes,
            Set<String> into) {
        public Move {
            into = into == null ? Set.of() : into;
            at = at == null ? Set.of() : at;
            to = to == null ? List.of() : to;
            stops = stops == null ? List.of() : stops;
            goesOn = goesOn == null ? List.of() : goesOn;
            toRoles = toRoles == null ? Set.of() : toRoles;
        }

        public boolean isAt(String step) {
            return at.isEmpty() || at.contains(step);
        }
    }

    /**
     * @param doer whoever does the task, or may take it on; of taking back: whoever did it
     * @param roles who holds one of them and sees the case
     */
    public record By(boolean doer, Set<String> roles) {
        public By {
            roles = roles == null ? Set.of() : roles;
        }
    }
}
