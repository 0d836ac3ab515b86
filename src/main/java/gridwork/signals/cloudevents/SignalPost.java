package gridwork.signals.cloudevents;

import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Recorded;
import gridwork.platform.Work;
import gridwork.signals.SignalLimits;
import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /signals}: CloudEvents 1.0, structured, binary or batched. Answers 202 once all that it accepts is stored
 * in one transaction. What can never become a fact is refused at once, each with its reason; where that is everything,
 * the answer is 422.
 */
@RestController
@ConditionalOnWebApplication
class SignalPost {
    private static final Logger LOG = LoggerFactory.getLogger(SignalPost.class);
    private final Envelopes envelopes;
    private final SignalFacts reader;
    private final Inbox inbox;
    private final FactKinds kinds;
    private final Work work;
    private final SignalLimits limits;
    private final MessageSource messages;

    SignalPost(
            Envelopes envelopes,
            SignalFacts reader,
            Inbox inbox,
            FactKinds kinds,
            Work work,
            SignalLimits limits,
            MessageSource messages) {
        this.envelopes = envelopes;
        this.reader = reader;
        this.inbox = inbox;
        this.kinds = kinds;
        this.work = work;
        this.limits = limits;
        this.messages = messages;
    }

    /** @param index of the signal in its batch, from 0 */
    record RefusedSignal(int index, @Nullable String id, String code, String field, String value, String detail) {}

    record Receipt(int accepted, int known, List<RefusedSignal> refused) {}

    @PostMapping("/signals")
    ResponseEntity<?> receive(HttpServletRequest request, Principal sender, Locale locale) throws IOException {
        int most = Math.toIntExact(limits.body().toBytes());
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            return problem(
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "signal-too-large",
                    locale,
                    limits.body().toKilobytes());
        }
        List<Arrived> arrived =
                envelopes.open(request.getContentType(), headers(request), body).orElse(List.of());
        if (arrived.isEmpty()) {
            return problem(HttpStatus.BAD_REQUEST, "signal-no-cloud-event", locale);
        }
        if (arrived.size() > limits.batch()) {
            return problem(HttpStatus.PAYLOAD_TOO_LARGE, "signal-batch", locale, arrived.size(), limits.batch());
        }
        Receipt receipt = keep(arrived, sender.getName(), locale);
        if (receipt.accepted() + receipt.known() == 0) {
            ProblemDetail refused = detail(HttpStatus.UNPROCESSABLE_ENTITY, "signal-refused", locale);
            refused.setProperty("accepted", 0);
            refused.setProperty("known", 0);
            refused.setProperty("refused", receipt.refused());
            return answer(HttpStatus.UNPROCESSABLE_ENTITY, refused);
        }
        return ResponseEntity.accepted().body(receipt);
    }

    private Receipt keep(List<Arrived> arrived, String sender, Locale locale) {
        List<RefusedSignal> refused = new ArrayList<>();
        List<Inbox.Entry> entries = new ArrayList<>();
        for (int i = 0; i < arrived.size(); i++) {
            Arrived each = arrived.get(i);
            CloudEvent event = each.event();
            Recorded.Refused problem =
                    event == null ? new Recorded.Refused("signal-no-cloud-event", "", "") : problem(event, sender);
            if (problem != null) {
                refused.add(said(i, event, problem, locale));
            } else if (event != null) {
                entries.add(new Inbox.Entry(
                        sender, event.getId(), event.getType(), String.valueOf(event.getSubject()), each));
            }
        }
        int[] accepted = new int[1];
        work.run(() -> {
            Set<String> known = new HashSet<>(inbox.known(
                    sender, entries.stream().map(Inbox.Entry::eventId).toList()));
            List<Inbox.Entry> news =
                    entries.stream().filter(each -> known.add(each.eventId())).toList();
            inbox.keep(news);
            accepted[0] = news.size();
        });
        LOG.info(
                "signals of {}: {} accepted, {} known, {} refused",
                sender,
                accepted[0],
                entries.size() - accepted[0],
                refused.size());
        return new Receipt(accepted[0], entries.size() - accepted[0], refused);
    }

    private Recorded.@Nullable Refused problem(CloudEvent event, String sender) {
        if (!event.getSource().toString().equals(sender)) {
            return new Recorded.Refused(
                    "signal-source", "source", event.getSource().toString());
        }
        return reader.read(event).refused();
    }

    private RefusedSignal said(int index, @Nullable CloudEvent event, Recorded.Refused problem, Locale locale) {
        return new RefusedSignal(
                index,
                event == null ? null : event.getId(),
                problem.code(),
                problem.field(),
                problem.value(),
                messages.getMessage(
                        "refused." + problem.code(), new Object[] {problem.field(), problem.value()}, locale));
    }

    @GetMapping(value = "/signals/schemas/{kind}.json", produces = "application/schema+json")
    ResponseEntity<String> schema(@PathVariable String kind) {
        return kinds.find(kind)
                .filter(each -> !each.internal())
                .map(each -> ResponseEntity.ok(each.schema()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/signals/schemas")
    List<Map<String, String>> schemas() {
        return kinds.all().stream()
                .filter(each -> !each.internal())
                .map(SignalPost::listed)
                .toList();
    }

    private static Map<String, String> listed(FactKind kind) {
        return Map.of(
                "type",
                "gridwork.fact." + kind.id() + ".v1",
                "subject",
                kind.subjectKind(),
                "schema",
                "/signals/schemas/" + kind.id() + ".json");
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String each : Collections.list(request.getHeaderNames())) {
            headers.put(each.toLowerCase(Locale.ROOT), request.getHeader(each));
        }
        return headers;
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, Locale locale, Object... arguments) {
        return answer(status, detail(status, code, locale, arguments));
    }

    private ProblemDetail detail(HttpStatus status, String code, Locale locale, Object... arguments) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(status, messages.getMessage("refused." + code, arguments, locale));
        problem.setType(URI.create("urn:gridwork:refused:" + code));
        problem.setProperty("code", code);
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, ProblemDetail problem) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
