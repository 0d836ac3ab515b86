package gridwork.bench;

import gridwork.Gridwork;
import gridwork.platform.Demonstration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The program with its whole demonstration street, in a folder that goes with it. */
final class WholeStreet {
    private WholeStreet() {}

    /** @param measure is given the program and what counts the statements that it sends */
    static void with(String folder, BiConsumer<GenericApplicationContext, DecideBench.Counted> measure)
            throws Exception {
        Path data = Files.createTempDirectory(folder);
        var counted = new DecideBench.Counted();
        try (var house = (GenericApplicationContext) new SpringApplicationBuilder(Gridwork.class)
                .logStartupInfo(false)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                DecideBench.CountStatements.class, () -> new DecideBench.CountStatements(counted)))
                .run("--server.port=0", "--gridwork.data-dir=" + data, "--camunda.bpm.job-execution.enabled=false")) {
            Demonstration demonstration = house.getBean(Demonstration.class);
            while (!demonstration.complete()) {
                Thread.sleep(500);
            }
            measure.accept(house, counted);
        } finally {
            ImportBench.delete(data);
        }
    }
}
