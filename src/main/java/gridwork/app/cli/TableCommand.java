package gridwork.app.cli;

import gridwork.platform.Refused;
import gridwork.policy.HouseTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "table",
        description = {
            "把一张决策表导出为电子表格，改好后用 check 检查；不写名称时列出全部决策表",
            "export a decision table as a spreadsheet, to be changed and checked with check; without a name: list the tables"
        })
final class TableCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Parameters(
            arity = "0..1",
            paramLabel = "RULE-SET/DECISION",
            description = {"规则集/决策，如 site-colour/颜色", "rule set and decision, e.g. site-colour/颜色"})
    private @Nullable String table;

    @Option(
            names = "--out",
            paramLabel = "FILE.xlsx",
            description = {"写入的文件，默认为 决策.xlsx", "the file to write; default DECISION.xlsx"})
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        HouseTables tables = new HouseTables(Check.here());
        if (table == null) {
            if (root.json()) {
                root.printJson(tables.all());
            } else {
                root.print(root.say("app.cli.table.all"));
                tables.all().forEach(each -> root.print("  " + each));
            }
            return Commands.WELL;
        }
        Path file = out == null ? Path.of(table.replaceFirst("^.*/", "") + ".xlsx") : out;
        if (!tables.write(table, file)) {
            throw new Refused("no-such-table", table);
        }
        root.print(root.say("app.cli.table.written", file));
        return Commands.WELL;
    }
}
