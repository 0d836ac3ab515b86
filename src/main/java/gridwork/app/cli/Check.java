package gridwork.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import gridwork.app.HouseCheck;
import gridwork.facts.FactKinds;
import gridwork.platform.Refused;
import gridwork.rules.Finding;
import gridwork.rules.ProjectCheck;
import gridwork.rules.SourceTree;
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
            "检查 rules/、bpmn/、reports/ 并运行全部情形，不需要数据库",
            "lint rules/, bpmn/ and reports/ and run all scenarios; needs no database"
        })
final class Check implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = {
                "项目文件夹；默认为当前文件夹（含 rules/ 时），否则为程序自带的内容",
                "a project's folder; default: the working folder where it has rules/, else what the program carries"
            })
    private @Nullable Path folder;

    @Override
    public Integer call() {
        quiet();
        SourceTree project = project();
        if (project.isEmpty()) {
            throw new Refused("check-nothing-there", folder == null ? "." : folder);
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
        }
    }

    private SourceTree project() {
        if (folder != null) {
            return SourceTree.of(folder);
        }
        Path here = Path.of("");
        return Files.isDirectory(here.resolve("rules")) ? SourceTree.of(here) : SourceTree.onClassPath();
    }

    private void say(ProjectCheck check) {
        for (Finding each : check.findings()) {
            root.print(each.file() + (each.at().isEmpty() ? "" : ": " + each.at()) + ": "
                    + root.say("app.cli.check." + each.level().id()) + " " + each.code() + ": "
                    + each.message().in(root.locale()));
            each.detail().lines().forEach(line -> root.print("    " + line));
        }
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
        answer.put("findings", check.findings().stream().map(this::found).toList());
        return answer;
    }

    private Map<String, Object> found(Finding finding) {
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
}
