package gridwork.app.cli;

import gridwork.cases.CaseId;
import gridwork.cases.TrailVerified;
import gridwork.cases.VerifyTrail;
import gridwork.cases.VerifyTrail.Also;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "verify-trail",
        description = {
            "核对办理过程、签字和材料是否被改动；有改动的，返回码为 1",
            "verify that trails, signatures and files of cases are as they were written; exit code 1 where one is not"
        })
final class VerifyTrailCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Option(
            names = "--case",
            paramLabel = "ID",
            description = {"只核对这个案件", "only this case"})
    private @Nullable Long only;

    @Option(
            names = "--seal",
            paramLabel = "HASH",
            description = {"以前记下的封存值，应当仍在", "the hash of a seal that was noted earlier, which must still be there"})
    private @Nullable String noted;

    @Option(
            names = "--bytes",
            description = {"同时重新计算每个文件的 SHA-256", "compute the SHA-256 of every file again too"})
    private boolean bytes;

    @Override
    public Integer call() {
        try (House house = root.open()) {
            var verify = house.get(VerifyTrail.class);
            Also also = bytes ? Also.BYTES : Also.NOTHING;
            TrailVerified found =
                    only == null ? verify.all(noted, also, root.progress()) : verify.of(new CaseId(only), also);
            if (root.json()) {
                root.printJson(json(found));
            } else {
                print(found);
            }
            return found.intact() ? Commands.WELL : Commands.SOME_REFUSED;
        }
    }

    private void print(TrailVerified found) {
        for (TrailVerified.Break each : found.breaks()) {
            root.print(root.say(
                    "evidence.trail.break." + each.kind().code(),
                    each.of() == null ? "-" : String.valueOf(each.of().value()),
                    each.number(),
                    each.detail()));
        }
        root.print(root.say(
                found.intact() ? "evidence.trail.cli.intact" : "evidence.trail.cli.broken",
                found.cases(),
                found.entries(),
                found.signatures(),
                found.files(),
                found.seals(),
                found.breaks().size()));
    }

    private static Map<String, Object> json(TrailVerified found) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", found.intact());
        answer.put("cases", found.cases());
        answer.put("entries", found.entries());
        answer.put("signatures", found.signatures());
        answer.put("files", found.files());
        answer.put("seals", found.seals());
        answer.put(
                "breaks", found.breaks().stream().map(VerifyTrailCommand::json).toList());
        return answer;
    }

    private static Map<String, Object> json(TrailVerified.Break each) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("case", each.of() == null ? "" : String.valueOf(each.of().value()));
        line.put("kind", each.kind().code());
        line.put("number", each.number());
        line.put("detail", each.detail());
        return line;
    }
}
