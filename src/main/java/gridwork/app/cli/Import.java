package gridwork.app.cli;

import gridwork.platform.Refused;
import gridwork.platform.TableFile;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.signals.Imports.Manner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "import",
        description = {
            "按映射导入 CSV（可为 .gz）或 XLSX 文件；被拒的行另存一个文件，改正后可再次导入",
            "take a CSV (also .gz) or XLSX file in by a mapping; refused rows go to a file that can be mended and imported again"
        })
final class Import implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "NAME|FILE",
            description = {
                "映射的名称或映射文件，如 boston-violations",
                "name of a mapping, e.g. boston-violations, or a mapping file"
            })
    private String mapping = "";

    @Parameters(
            paramLabel = "DATA",
            description = {"数据文件", "the file of data"})
    private Path data = Path.of("");

    @Option(
            names = "--dry-run",
            description = {"只检查，不入库", "read and answer, record nothing"})
    private boolean dryRun;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description = {
                "被拒行的文件（CSV，或以 .xlsx 结尾），默认为当前目录下的 DATA.refused.csv",
                "where refused rows go (CSV, or ending in .xlsx); default DATA.refused.csv in this folder"
            })
    private @Nullable Path refused;

    @Override
    public Integer call() throws IOException {
        try (House house = root.open()) {
            Imports imports = house.get(Imports.class);
            try {
                return say(imports, read(imports));
            } catch (Refused unreadable) {
                if (!unreadable.code().startsWith("import-")
                        || unreadable.code().startsWith("import-mapping")) {
                    throw unreadable;
                }
                complain(unreadable);
                return Commands.COULD_NOT_RUN;
            }
        }
    }

    private ImportRun read(Imports imports) {
        String by = "cli";
        return imports.run(mapping, data, dryRun ? Manner.DRY_RUN : Manner.FOR_GOOD, by, root.progress());
    }

    private int say(Imports imports, ImportRun run) throws IOException {
        Path file = run.refused() == 0 ? null : write(imports, run);
        if (root.json()) {
            root.printJson(json(run, file));
        } else {
            root.print(root.say(
                    run.dryRun() ? "signals.cli.dry-run" : "signals.cli.imported",
                    run.read(),
                    run.accepted(),
                    run.known(),
                    run.refused(),
                    run.corrected(),
                    run.unclassified()));
            if (run.outdated() > 0) {
                root.print(root.say("signals.cli.outdated", run.outdated()));
            }
            if (file != null) {
                root.print(root.say("signals.cli.refused-file", file));
            }
            if (!run.dryRun() && run.accepted() > 0) {
                root.print(root.say("signals.cli.redecide"));
            }
        }
        if (run.problem() != null) {
            complain(new Refused(run.problem().code(), run.problem().arguments().toArray()));
            return Commands.COULD_NOT_RUN;
        }
        return run.refused() == 0 ? Commands.WELL : Commands.SOME_REFUSED;
    }

    private static Map<String, Object> json(ImportRun run, @Nullable Path file) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("read", run.read());
        answer.put("accepted", run.accepted());
        answer.put("known", run.known());
        answer.put("refused", run.refused());
        answer.put("corrected", run.corrected());
        answer.put("unclassified", run.unclassified());
        answer.put("outdated", run.outdated());
        answer.put("refusedFile", file == null ? null : file.toString());
        answer.put("dryRun", run.dryRun());
        answer.put("complete", run.state() == ImportRun.State.DONE);
        answer.put("run", Long.toString(run.id().value()));
        return answer;
    }

    private Path write(Imports imports, ImportRun run) throws IOException {
        Path file = refused == null
                ? Path.of(String.valueOf(data.getFileName()).replaceFirst("(?i)(\\.(csv|txt|tsv|xlsx))?(\\.gz)?$", "")
                        + ".refused.csv")
                : refused;
        boolean workbook = file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            imports.writeRefused(run.id(), workbook ? TableFile.Shape.XLSX : TableFile.Shape.CSV, out, root.locale());
        }
        return file.toAbsolutePath();
    }

    private void complain(Refused problem) {
        root.complain(root.say("refused." + problem.code(), problem.arguments().toArray()));
    }
}
