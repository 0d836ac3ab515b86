package gridwork.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gridwork.decisions.Decisions;
import gridwork.facts.FactKinds;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.policy.HouseCheck;
import gridwork.policy.backtest.Backtest;
import gridwork.policy.backtest.Backtested;
import gridwork.policy.backtest.Scopes;
import gridwork.rules.Draft;
import gridwork.rules.Finding;
import gridwork.rules.Grade;
import gridwork.rules.Item;
import gridwork.rules.ProjectCheck;
import gridwork.rules.Release;
import gridwork.rules.SourceTree;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "backtest",
        description = {
            "回测：把规则草稿放到过去一段时间上试算，看谁的结果会不同；不作任何决定，不立案。草稿通不过检查的，返回码为 1",
            "backtest: try drafted rules on a stretch of the past and see whose result would differ; decides and opens nothing. Exit code 1 where the draft does not pass the check"
        })
final class BacktestCommand implements Callable<Integer> {
    private static final List<String> CHECKED = List.of("rules", "bpmn");
    private static final int NAMED = 10;
    private static final int STRETCHES = 3;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Option(
            names = "--draft",
            required = true,
            paramLabel = "DIR",
            description = {
                "草稿文件夹：布局同 rules/（一个规则集或全部），没有的文件取自现行发布",
                "folder of the draft, laid out like rules/ (one rule set or all); what it does not hold comes from the release in force"
            })
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--rule-set",
            paramLabel = "ID",
            description = {
                "只试这个规则集，可重复；默认为草稿会影响的全部",
                "only this rule set, may be repeated; default: all that the draft may make answer otherwise"
            })
    private List<String> ruleSets = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = {"第一天，默认为截止日前一年", "first day, default a year before the last one"})
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = {"最后一天，默认今天", "last day, default today"})
    private @Nullable LocalDate to;

    @Option(
            names = "--scope",
            paramLabel = "WORD",
            description = {
                "范围，可重复：对象种类（如 site）、社区或网格的编号或名称、单个对象 kind/code；默认全街道",
                "scope, may be repeated: a kind of subject (e.g. site), the id or name of a community or grid, one subject as kind/code; default the whole street"
            })
    private List<String> scope = new ArrayList<>();

    @Option(
            names = "--changes",
            paramLabel = "FILE",
            description = {
                "把每个结果不同的对象写入此文件，一行一个 JSON",
                "write every subject that would stand otherwise to this file, one JSON a line"
            })
    private @Nullable Path changes;

    @Override
    public Integer call() {
        SourceTree drafted = SourceTree.ofDraft(folder);
        if (drafted.isEmpty()) {
            throw new Refused("backtest-nothing-there", folder);
        }
        try (House house = root.open()) {
            LocalDate today = house.get(StreetClock.class).today();
            SourceTree inForce = house.get(Decisions.class).source(today).only(CHECKED);
            SourceTree tree = drafted.over(inForce);
            ProjectCheck check = HouseCheck.of(tree, house.get(FactKinds.class), ProjectCheck.Origin.SHIPPED);
            List<Finding> findings = ofTheDraft(check, drafted);
            if (!check.canBeTried()) {
                refuse(findings);
                return Commands.SOME_REFUSED;
            }
            Draft draft = Draft.of(inForce, tree);
            Backtested done = run(house, draft, today);
            if (root.json()) {
                root.printJson(answer(done, findings));
            } else {
                new Saying(house, draft).all(done, findings);
            }
            return check.ok() ? Commands.WELL : Commands.SOME_REFUSED;
        }
    }

    private Backtested run(House house, Draft draft, LocalDate today) {
        LocalDate last = to == null ? today : to;
        var asked = new Backtest.Asked(
                from == null ? last.minusYears(1).plusDays(1) : from,
                last,
                new HashSet<>(ruleSets),
                house.get(Scopes.class).read(scope, subjectKinds(draft.release())));
        Backtest backtest = house.get(Backtest.class);
        if (changes == null) {
            return backtest.run(asked, draft, root.progress(), () -> false, each -> {});
        }
        try (Writer file = Files.newBufferedWriter(changes)) {
            return backtest.run(asked, draft, root.progress(), () -> false, lines(file));
        } catch (IOException unwritable) {
            throw new Refused("backtest-unwritable", changes);
        }
    }

    private static Set<String> subjectKinds(Release release) {
        return release.ruleSets().stream()
                .flatMap(each -> each.subjectKinds().stream())
                .collect(Collectors.toSet());
    }

    private static Consumer<Backtested.Differing> lines(Writer file) {
        ObjectMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        return each -> {
            try {
                file.write(json.writeValueAsString(each));
                file.write('\n');
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        };
    }

    /** A release that was stored came without its scenarios: of the folders that nobody drafted nothing is missing. */
    private static List<Finding> ofTheDraft(ProjectCheck check, SourceTree drafted) {
        Set<String> folders = drafted.names().stream()
                .map(each -> each.substring(0, each.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        return check.findings().stream()
                .filter(each -> !each.code().equals("row-without-scenario")
                        || folders.contains(each.file().substring(0, each.file().lastIndexOf('/') + 1)))
                .toList();
    }

    private void refuse(List<Finding> findings) {
        if (root.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("refused", true);
            answer.put("findings", findings.stream().map(this::found).toList());
            root.printJson(answer);
        } else {
            say(findings);
            root.print(root.say("policy.backtest.refused"));
        }
    }

    private void say(List<Finding> findings) {
        findings.forEach(each -> Check.say(root, each));
    }

    private Map<String, Object> found(Finding finding) {
        return Check.found(root, finding);
    }

    /** Of a refused draft only {@code refused} and {@code findings}, else what {@link Backtested} says. */
    private Map<String, Object> answer(Backtested done, List<Finding> findings) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("refused", false);
        answer.put("findings", findings.stream().map(this::found).toList());
        answer.put("backtest", done);
        return answer;
    }

    /** The same for people. */
    private final class Saying {
        private final Release now;
        private final Release old;
        private final Matters matters;
        private final Areas areas;

        Saying(House house, Draft draft) {
            this.now = draft.release();
            this.old = house.get(Decisions.class)
                    .release(house.get(StreetClock.class).today());
            this.matters = house.get(Matters.class);
            this.areas = house.get(Areas.class);
        }

        void all(Backtested done, List<Finding> findings) {
            say(findings);
            root.print(root.say(
                    "policy.backtest.head",
                    done.from(),
                    done.to(),
                    done.release(),
                    done.scope().isEmpty() ? root.say("policy.backtest.street") : String.join(" ", done.scope()),
                    done.subjects()));
            if (done.changed().isEmpty()) {
                root.print(root.say("policy.backtest.unchanged"));
            } else {
                root.print(root.say("policy.backtest.changed", titles(done.changed())));
            }
            done.standing().forEach(this::effect);
            done.answers().forEach(this::answers);
            checks(done.checks());
            cases(done.cases());
            warnings(done.warnings());
            if (!done.untried().isEmpty()) {
                root.print(root.say("policy.backtest.untried", titles(done.untried())));
            }
            done.notes().forEach(each -> root.print(root.say("policy.backtest.note." + each)));
            Backtested.Took took = done.took();
            root.print(root.say(
                    "policy.backtest.took", took.decisions(), took.reading(), took.evaluating(), took.counting()));
        }

        private String titles(List<String> ids) {
            return ids.stream().map(this::title).collect(Collectors.joining(root.say("decisions.words.and")));
        }

        private String title(String ruleSet) {
            return now.find(ruleSet).map(each -> each.title().in(root.locale())).orElse(ruleSet);
        }

        private void effect(Backtested.Effect effect) {
            root.print("");
            root.print(root.say(
                    "policy.backtest.effect",
                    title(effect.ruleSet()),
                    effect.subjects(),
                    effect.differing(),
                    effect.days(),
                    effect.differingAtEnd()));
            flows(effect.ruleSet(), effect.atEnd());
            if (effect.differing() > 0) {
                root.print(root.say(
                        "policy.backtest.months",
                        effect.months().stream()
                                .map(each -> each.month() + " " + differing(each))
                                .collect(Collectors.joining("  "))));
            }
            for (Backtested.ItemEffect each : effect.items()) {
                if (each.gained() > 0 || each.lost() > 0) {
                    root.print(root.say(
                            "policy.backtest.item",
                            item(effect.ruleSet(), each.item()),
                            each.old(),
                            each.now(),
                            each.gained(),
                            each.lost()));
                }
            }
            most(effect);
        }

        private long differing(Backtested.Month month) {
            return month.flows().stream()
                    .filter(each -> !each.old().equals(each.now()))
                    .mapToLong(Backtested.Flow::number)
                    .sum();
        }

        private void most(Backtested.Effect effect) {
            List<Backtested.Differing> named =
                    effect.most().subList(0, Math.min(NAMED, effect.most().size()));
            if (!named.isEmpty()) {
                root.print(root.say("policy.backtest.most"));
            }
            for (Backtested.Differing each : named) {
                root.print(root.say("policy.backtest.subject", each.subject(), each.name(), each.days()));
                List<Backtested.Stretch> first = each.stretches()
                        .subList(0, Math.min(STRETCHES, each.stretches().size()));
                first.forEach(stretch -> root.print(root.say(
                        "policy.backtest.stretch",
                        stretch.from(),
                        stretch.to(),
                        side(old, effect.ruleSet(), stretch.old()),
                        side(now, effect.ruleSet(), stretch.now()))));
                if (each.stretches().size() > first.size()) {
                    root.print(root.say(
                            "policy.backtest.stretches-more", each.stretches().size() - first.size()));
                }
            }
            if (effect.differing() > named.size()) {
                root.print(root.say("policy.backtest.subjects-more", effect.differing() - named.size()));
            }
        }

        private String side(Release release, String ruleSet, Backtested.Side side) {
            String held = side.held().isEmpty()
                    ? ""
                    : " ["
                            + side.held().stream()
                                    .map(each -> item(ruleSet, each))
                                    .collect(Collectors.joining(" ")) + "]";
            return grade(release, ruleSet, side.result()) + held + " (" + String.join(" ", side.rows()) + ")";
        }

        private void flows(String ruleSet, List<Backtested.Flow> flows) {
            for (Backtested.Flow each : flows) {
                root.print(root.say(
                        each.old().equals(each.now()) ? "policy.backtest.stays" : "policy.backtest.flow",
                        grade(old, ruleSet, each.old()),
                        grade(now, ruleSet, each.now()),
                        each.number()));
            }
        }

        private String grade(Release release, String ruleSet, String result) {
            return release.find(ruleSet)
                    .map(each -> each.grade(result))
                    .map(Grade::label)
                    .map(each -> each.in(root.locale()))
                    .orElse(result);
        }

        private String item(String ruleSet, String item) {
            return now.find(ruleSet)
                    .flatMap(each -> each.item(item))
                    .map(Item::label)
                    .map(each -> each.in(root.locale()))
                    .orElse(item);
        }

        private void answers(Backtested.Answers answers) {
            root.print("");
            root.print(root.say(
                    "policy.backtest.answers", title(answers.ruleSet()), answers.asked(), answers.differing()));
            flows(answers.ruleSet(), answers.flows());
            if (answers.occasionsOld() + answers.occasionsNow() > 0) {
                root.print(root.say("policy.backtest.occasions", answers.occasionsOld(), answers.occasionsNow()));
            }
        }

        private void checks(List<Backtested.Checks> checks) {
            if (!checks.isEmpty()) {
                root.print("");
                root.print(root.say("policy.backtest.checks"));
            }
            for (Backtested.Checks each : checks) {
                root.print(root.say(
                        "policy.backtest.check",
                        area(each.department()),
                        matter(each.matter()),
                        each.old(),
                        each.now(),
                        each.now() - each.old()));
            }
        }

        private String area(String id) {
            return id.isEmpty()
                    ? "-"
                    : areas.find(new AreaId(id)).map(Area::name).orElse(id);
        }

        private String matter(String id) {
            return matters.find(id).map(each -> each.title().in(root.locale())).orElse(id);
        }

        private void cases(List<Backtested.CasesAsked> cases) {
            Map<String, long[]> sums = new TreeMap<>();
            Map<String, String> leads = new TreeMap<>();
            for (Backtested.CasesAsked each : cases) {
                long[] sum = sums.computeIfAbsent(each.matter(), matter -> new long[2]);
                sum[0] += each.old();
                sum[1] += each.now();
                leads.put(each.matter(), each.department());
            }
            if (!sums.isEmpty()) {
                root.print("");
                root.print(root.say("policy.backtest.cases"));
            }
            sums.forEach((matter, sum) -> root.print(root.say(
                    "policy.backtest.case",
                    matter(matter),
                    area(leads.getOrDefault(matter, "")),
                    sum[0],
                    sum[1],
                    sum[1] - sum[0])));
        }

        private void warnings(List<Backtested.Warned> warnings) {
            Map<List<String>, long[]> sums = new LinkedHashMap<>();
            Set<String> weeks = new HashSet<>();
            for (Backtested.Warned each : warnings) {
                long[] sum = sums.computeIfAbsent(List.of(each.ruleSet(), each.item()), key -> new long[2]);
                sum[0] += each.old();
                sum[1] += each.now();
                weeks.add(each.week());
            }
            if (!sums.isEmpty()) {
                root.print("");
                root.print(root.say("policy.backtest.warnings", weeks.size()));
            }
            sums.forEach((key, sum) -> root.print(root.say(
                    "policy.backtest.warning",
                    title(key.get(0)),
                    item(key.get(0), key.get(1)),
                    sum[0],
                    sum[1],
                    sum[1] - sum[0])));
        }
    }
}
