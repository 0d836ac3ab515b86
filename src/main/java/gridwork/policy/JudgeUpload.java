package gridwork.policy;

import gridwork.cases.EngineObjection;
import gridwork.cases.ProcedureWords;
import gridwork.facts.FactKinds;
import gridwork.rules.FactVocabulary;
import gridwork.rules.Finding;
import gridwork.rules.ProcedureVocabulary;
import gridwork.rules.SourceTree;
import gridwork.rules.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges one file against the house as it stands: the same for a page, the command line and a build. The lint comes first;
 * only what it lets through is shown to an engine. It takes no longer than {@link Upload#seconds()}, and what could not be
 * checked to the end is refused.
 */
public final class JudgeUpload {
    private static final Logger log = LoggerFactory.getLogger(JudgeUpload.class);
    private final SourceTree house;
    private final Supplier<FactVocabulary> facts;
    private final Supplier<ProcedureVocabulary> street;
    private final Duration limit;

    private JudgeUpload(
            SourceTree house, Supplier<FactVocabulary> facts, Supplier<ProcedureVocabulary> street, Duration limit) {
        this.house = house;
        this.facts = facts;
        this.street = street;
        this.limit = limit;
    }

    /** With the matters, clocks and roles of a new street. */
    public static JudgeUpload against(SourceTree house, Supplier<FactKinds> kinds) {
        return new JudgeUpload(
                house,
                () -> HouseCheck.vocabulary(kinds.get()),
                ProcedureWords::shipped,
                Duration.ofSeconds(Upload.seconds()));
    }

    JudgeUpload within(Duration otherLimit) {
        return new JudgeUpload(house, facts, street, otherLimit);
    }

    /** No more of the file is read than a file may have. */
    public Verdict of(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return of(file.getFileName().toString(), content.readNBytes(Upload.largest() + 1));
        }
    }

    public Verdict of(String name, byte[] content) {
        var check = new FutureTask<>(() -> check(name, content));
        var thread = new Thread(check, "judge-upload");
        thread.setDaemon(true);
        thread.start();
        try {
            return verdict(name, check.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException endless) {
            check.cancel(true);
            return verdict(name, Upload.refused(name, "check-too-long", limit.toSeconds()));
        } catch (ExecutionException failure) {
            // a stack that is too small for what is nested in the file comes by here, too
            log.warn("{} could not be checked", name, failure.getCause());
            return verdict(name, Upload.refused(name, "check-failed"));
        } catch (InterruptedException stopped) {
            check.cancel(true);
            Thread.currentThread().interrupt();
            return verdict(name, Upload.refused(name, "check-failed"));
        }
    }

    private Upload check(String name, byte[] content) {
        Upload upload = Upload.of(house, name, content, facts, street);
        return upload.ok() && upload.place().endsWith(".bpmn")
                ? upload.and(objections(name, upload.content()))
                : upload;
    }

    private static List<Finding> objections(String name, byte[] content) {
        return EngineObjection.to(name, content).stream()
                .map(each -> Finding.error(name, each.place(), "engine-refuses").saying(each.words()))
                .toList();
    }

    private static Verdict verdict(String name, Upload upload) {
        Verdict.Word word = upload.ok()
                ? Verdict.Word.ACCEPTED
                : upload.readable() ? Verdict.Word.REFUSED : Verdict.Word.UNREADABLE;
        return new Verdict(name, word, upload.place(), upload.content(), upload.findings());
    }
}
