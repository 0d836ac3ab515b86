package gridwork.signals.cloudevents;

import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;

/**
 * One signal as it came.
 *
 * @param body its text, unchanged
 * @param headers where its attributes stood in the request's headers, JSON
 * @param event null = it is no CloudEvent
 */
record Arrived(
        String body, @Nullable String headers, @Nullable CloudEvent event) {}
