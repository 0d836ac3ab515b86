package gridwork.printing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Prints every sample once behind the start, so that nobody waits for fonts and classes to load. */
@Component
@ConditionalOnProperty(name = "gridwork.background", matchIfMissing = true)
class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private final Printing printing;
    private final ObjectMapper json;

    WarmUp(Printing printing, ObjectMapper json) {
        this.printing = printing;
        this.json = json;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var thread = new Thread(this::print, "report-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void print() {
        try {
            for (Resource sample :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:reports/*/sample.json")) {
                String[] path = sample.getURL().getPath().split("/");
                try (InputStream in = sample.getInputStream()) {
                    JsonNode data = json.readTree(in);
                    printing.pdf(path[path.length - 2], data, Locale.SIMPLIFIED_CHINESE);
                }
            }
            LOG.info("reports are warm");
        } catch (IOException | RuntimeException failure) {
            LOG.warn("the first report of each kind will be slow", failure);
        }
    }
}
