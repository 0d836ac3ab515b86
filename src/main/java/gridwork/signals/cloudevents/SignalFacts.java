package gridwork.signals.cloudevents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectRef;
import gridwork.platform.Numbers;
import gridwork.platform.StreetClock;
import io.cloudevents.CloudEvent;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a CloudEvent says, as a fact, or why it says none. */
@Component
class SignalFacts {
    private static final Pattern TYPE = Pattern.compile("gridwork\\.fact\\.([a-z][a-z-]*)\\.v1");
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int SOURCE = 200;
    private static final int ID = 300;
    private final FactKinds kinds;
    private final StreetClock clock;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    SignalFacts(FactKinds kinds, StreetClock clock) {
        this.kinds = kinds;
        this.clock = clock;
    }

    /** One of the two is there. */
    record Reading(@Nullable NewFact fact, Recorded.@Nullable Refused refused) {
        static Reading refused(String code, String field, @Nullable Object value) {
            String text = value == null ? "" : value.toString();
            return new Reading(
                    null, new Recorded.Refused(code, field, text.length() > 200 ? text.substring(0, 200) + "…" : text));
        }
    }

    Reading read(CloudEvent event) {
        Matcher type = TYPE.matcher(event.getType());
        FactKind kind = type.matches() ? kinds.find(type.group(1)).orElse(null) : null;
        if (kind == null || kind.internal()) {
            return Reading.refused("signal-type", "type", event.getType());
        }
        if (event.getSource().toString().length() > SOURCE) {
            return Reading.refused("fact-part-too-long", "source", event.getSource());
        }
        if (event.getId().isBlank() || event.getId().length() > ID) {
            return Reading.refused("fact-part-too-long", "id", event.getId());
        }
        OffsetDateTime time = event.getTime();
        if (time == null) {
            return Reading.refused("signal-time", "time", "");
        }
        if (time.toInstant().isAfter(clock.endOf(clock.today()))) {
            return Reading.refused("fact-in-the-future", "time", time);
        }
        Optional<SubjectRef> subject = subject(event.getSubject());
        if (subject.isEmpty()) {
            return Reading.refused("signal-subject", "subject", event.getSubject());
        }
        return data(event)
                .map(data -> fact(event, kind, time, subject.get(), data))
                .orElseGet(() -> Reading.refused("signal-data", "data", event.getDataContentType()));
    }

    private Reading fact(
            CloudEvent event, FactKind kind, OffsetDateTime time, SubjectRef subject, Map<String, Object> data) {
        Map<String, Object> payload = new LinkedHashMap<>(data);
        Object category = payload.remove("category");
        Object amount = payload.remove("amount");
        Object confidence = event.getExtension("confidence");
        Optional<BigDecimal> number = number(amount);
        if (amount != null && (number.isEmpty() || amount instanceof String)) {
            return Reading.refused("fact-amount", "amount", amount);
        }
        if (confidence != null && number(confidence).isEmpty()) {
            return Reading.refused("fact-confidence", "confidence", confidence);
        }
        NewFact fact = new NewFact(
                subject,
                kind.id(),
                category == null ? null : category.toString(),
                time.toInstant(),
                null,
                event.getSource().toString(),
                event.getId(),
                number(confidence).orElse(null),
                number.orElse(null),
                payload);
        return kinds.problem(fact).map(wrong -> new Reading(null, wrong)).orElseGet(() -> new Reading(fact, null));
    }

    private static Optional<SubjectRef> subject(@Nullable String written) {
        try {
            return written == null ? Optional.empty() : Optional.of(SubjectRef.of(written));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Optional<Map<String, Object>> data(CloudEvent event) {
        String type = event.getDataContentType();
        boolean isJson =
                type == null || type.toLowerCase(Locale.ROOT).matches("(application|text)/([^;]*\\+)?json(;.*)?");
        if (!isJson || event.getData() == null) {
            return Optional.empty();
        }
        try {
            Map<String, Object> read = json.readValue(event.getData().toBytes(), OBJECT);
            return Optional.ofNullable(read);
        } catch (JsonProcessingException noObject) {
            return Optional.empty();
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static Optional<BigDecimal> number(@Nullable Object held) {
        return held == null ? Optional.empty() : Numbers.read(held.toString());
    }
}
