package gridwork.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import gridwork.facts.FactKinds;
import gridwork.platform.Refused;
import gridwork.policy.HouseCheck;
import gridwork.policy.JudgeUpload;
import gridwork.policy.Verdict;
import gridwork.rules.Finding;
import gridwork.rules.ProjectCheck;
import gridwork.rules.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "check",
        description = {
            "检查 rules/、bpmn/、reports/ 并运行全部情形；或者判断一个文件（.bpmn、.dmn、.xlsx、.form）可否采用。不需要数据库",
            "lint rules/, bpmn/ and reports/ and run all scenarios; or say of one file (.bpmn, .dmn, .xlsx, .form) whether it can be taken; needs no database"
        })
final class Check implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR|FILE",
            description = {
                "项目文件夹；默认为当前文件夹（含 rules/ 时），否则为程序自带的内容。写文件时，按它在其中的位置判断：退出码 0 可采用，1 不可采用，3 没有这个文件",
                "a project's folder; default: the working folder where it has rules/, else what the program carries. A file is judged in its place there: exit code 0 accepted, 1 not, 3 there is no such file"
            })
    private @Nullable Path path;

    @Override
    public Integer call() {
        quiet();
        if (path != null && isFile(path)) {
            return judge(path);
        }
        SourceTree project = path == null ? house() : SourceTree.of(path);
        if (project.isEmpty()) {
            throw new Refused("check-nothing-there", path == null ? "." : path);
        }
        ProjectCheck check = HouseCheck.of(project, FactKinds.onClassPath(), ProjectCheck.Origin.SHIPPED);
        if (root.json()) {
            root.printJson(answer(check));
        } else {
            say(check);
        }
        return check.ok() ? Commands.WELL : Commands.SOME_REFUSED;
    }

    /** Nothing has set up logging yet, and standard output belongs to the answer. */
    private static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
            // what the engine would log about a faulty table is a finding here
            logs.getLogger("org.kie").setLevel(Level.OFF);
            logs.getLogger("org.camunda").setLevel(Level.OFF);
        }
    }

    /** What is not there is taken for a file when it is called like one. */
    private static boolean isFile(Path path) {
        return Files.exists(path) ? !Files.isDirectory(path) : path.toString().matches(".*\\.[A-Za-z0-9]{2,8}");
    }

    private int judge(Path file) {
        Verdict verdict;
        try {
            verdict = JudgeUpload.against(here(), FactKinds::onClassPath).of(file);
        } catch (IOException unreadable) {
            root.complain(root.say("app.cli.check.no-file", file));
            return Commands.COULD_NOT_RUN;
        }
        if (root.json()) {
            root.printJson(answer(verdict));
        } else {
            verdict.findings().forEach(each -> say(root, each));
            root.print(root.say("app.cli.check.verdict." + verdict.word().id(), verdict.file()));
        }
        return verdict.accepted() ? Commands.WELL : Commands.SOME_REFUSED;
    }

    /** What a file would become a part of: the project in the working folder, else what the program carries. */
    static SourceTree here() {
        Path here = Path.of("");
        return Files.isRegularFile(here.resolve("rules/release.yaml")) ? SourceTree.of(here) : SourceTree.onClassPath();
    }

    private static SourceTree house() {
        Path here = Path.of("");
        return Files.isDirectory(here.resolve("rules")) ? SourceTree.of(here) : SourceTree.onClassPath();
    }

    static void say(Root root, Finding each) {
        root.print(each.file() + (each.at().isEmpty() ? "" : ": " + place(each)) + ": "
                + root.say("app.cli.check." + each.level().id()) + " " + each.code() + ": "
                + each.message().in(root.locale()));
        each.detail().lines().forEach(line -> root.print("    " + line));
    }

    private static String place(Finding finding) {
        return finding.column().isEmpty() ? finding.at() : finding.at() + " / " + finding.column();
    }

    private void say(ProjectCheck check) {
        check.findings().forEach(each -> say(root, each));
        long failed = check.scenarios().stream().filter(each -> !each.passed()).count();
        root.print(root.say(
                "app.cli.check.done",
                check.ruleSets().size(),
                check.scenarios().size(),
                failed,
                check.processes().size(),
                check.reports().size(),
                check.findings().size()));
        root.print(root.say(check.ok() ? "app.cli.check.ok" : "app.cli.check.refused"));
    }

    private Map<String, Object> answer(ProjectCheck check) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("ok", check.ok());
        answer.put("ruleSets", check.ruleSets());
        answer.put("processes", check.processes());
        answer.put("reports", check.reports());
        answer.put("scenarios", check.scenarios().size());
        answer.put(
                "findings",
                check.findings().stream().map(each -> found(root, each)).toList());
        return answer;
    }

    static Map<String, Object> found(Root root, Finding finding) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("file", finding.file());
        answer.put(finding.at().matches("[A-Z]{2,6}-\\d{3,4}") ? "row" : "element", finding.at());
        answer.put("code", finding.code());
        answer.put("level", finding.level().id());
        answer.put("message", finding.message().in(root.locale()));
        if (!finding.detail().isEmpty()) {
            answer.put("detail", finding.detail());
        }
        return answer;
    }

    private static Map<String, Object> answer(Verdict verdict) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("file", verdict.file());
        answer.put("verdict", verdict.word().id());
        if (!verdict.place().isEmpty()) {
            answer.put("place", verdict.place());
        }
        answer.put("findings", verdict.findings().stream().map(Check::said).toList());
        return answer;
    }

    /** In both languages: whoever reads it may be a program that shows it to people of both. */
    private static Map<String, Object> said(Finding finding) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("file", finding.file());
        answer.put(finding.column().isEmpty() ? "element" : "cell", place(finding));
        answer.put("code", finding.code());
        answer.put("level", finding.level().id());
        answer.put(
                "message",
                Map.of("zh", finding.message().zh(), "en", finding.message().en()));
        if (!finding.detail().isEmpty()) {
            answer.put("detail", finding.detail());
        }
        return answer;
    }
}
