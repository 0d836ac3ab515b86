package gridwork.facts.web;

import gridwork.facts.Contradiction;
import gridwork.facts.Contradictions;
import gridwork.facts.Fact;
import gridwork.facts.FactKind;
import gridwork.facts.PersonalData;
import gridwork.facts.Subject;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Contradictory facts in words: who says what, since when, and which counts. */
@Component("contradictions")
@ConditionalOnWebApplication
public class ContradictionWords {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private final Contradictions contradictions;
    private final PersonalData personal;
    private final StreetClock clock;

    ContradictionWords(Contradictions contradictions, PersonalData personal, StreetClock clock) {
        this.contradictions = contradictions;
        this.personal = personal;
        this.clock = clock;
    }

    /** @param value in the words of the kind where it has some */
    public record Said(Fact fact, Label value, String recorded, boolean counts) {}

    /** @param period a day, or a month */
    public record Told(Subject subject, String link, Label kind, Label field, String period, List<Said> said) {}

    public List<Told> of(Subject subject) {
        return contradictions.of(subject).stream().map(this::told).toList();
    }

    Told told(Contradiction it) {
        String day = it.from().toString();
        boolean month = Objects.requireNonNull(it.kind().state()).per() == FactKind.State.Per.MONTH;
        Fact first = it.facts().get(0);
        return new Told(
                it.subject(),
                RegisterPages.page(it.subject().ref()),
                it.kind().title(),
                it.field().title(),
                month ? day.substring(0, 7) : day,
                it.facts().stream()
                        .map(each -> new Said(
                                each,
                                value(it.kind(), it.field(), each),
                                MINUTES.format(each.recordedAt().atZone(clock.zone())),
                                each.equals(first)))
                        .toList());
    }

    private Label value(FactKind kind, FactKind.Field field, Fact fact) {
        if (field.name().equals("category")) {
            return kind.category(fact.category())
                    .map(FactKind.Category::title)
                    .orElseGet(() -> same(String.valueOf(fact.category())));
        }
        if (field.name().equals("amount")) {
            BigDecimal amount = Objects.requireNonNull(fact.amount());
            return same(amount.stripTrailingZeros().toPlainString());
        }
        Object held = fact.payload().get(field.name());
        String text = held instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining("、"))
                : String.valueOf(held);
        return same(personal.shown(field.name(), text));
    }

    private static Label same(String text) {
        return new Label(text, text);
    }
}
