package gridwork.cases.clock;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.platform.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** How clocks are shown and when a breach is predicted: {@code cases/clocks.yaml}. */
record ClockPolicy(List<ClockView.Shown> states, Prediction prediction, List<Item> items) {
    static final String PREDICTED = "predicted";

    /**
     * @param percentile of the like clocks, from 1 to 99
     * @param atLeast with fewer of them nothing is predicted
     * @param days how far back they lie
     */
    record Prediction(int percentile, int atLeast, int days) {
        Prediction {
            if (percentile < 1 || percentile > 99 || atLeast < 1 || days < 1) {
                throw new IllegalArgumentException("no prediction: " + percentile + ", " + atLeast + ", " + days);
            }
        }
    }

    /** What a clock may stand for besides the limits of the catalogue. */
    record Item(String id, Label title) {}

    static ClockPolicy load() {
        try (InputStream file = ClockPolicy.class.getResourceAsStream("/cases/clocks.yaml")) {
            return new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file, ClockPolicy.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read cases/clocks.yaml", unreadable);
        }
    }

    ClockView.Shown shown(String id) {
        return states.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("cases/clocks.yaml knows no state " + id));
    }
}
