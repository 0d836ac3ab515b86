package gridwork.cases.spotcheck;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.ProcessValues;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the process of spot checks asks of its case. */
@Component
class SpotCheckValues implements ProcessValues {
    private static final Set<String> NAMES =
            Set.of(SpotCheck.CHECKER, SpotCheck.SOMEBODY, SpotCheck.GIVEN_UP, SpotCheck.HOLDS);
    private final CaseBook book;

    SpotCheckValues(CaseBook book) {
        this.book = book;
    }

    @Override
    public boolean knows(String name) {
        return NAMES.contains(name);
    }

    @Override
    public @Nullable Object value(String name, String businessKey) {
        Case of = book.get(businessKey);
        return switch (name) {
            case SpotCheck.CHECKER ->
                book.officers(of.id()).stream().findFirst().orElse(null);
            case SpotCheck.SOMEBODY -> !book.officers(of.id()).isEmpty();
            case SpotCheck.GIVEN_UP ->
                of.details().path(SpotCheck.OUTCOME).asText().equals("given-up");
            case SpotCheck.HOLDS ->
                of.details().path(SpotCheck.RECORD).path(SpotCheck.HOLDS).asBoolean(false);
            default -> throw new IllegalArgumentException("processes may not ask for " + name);
        };
    }
}
