package gridwork.cases.spotcheck;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.SpotCheckProof;
import gridwork.cases.plan.PeriodDraws;
import gridwork.platform.StreetClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What others may know of the spot checks, and the proof of their draws. */
@Component
public class SpotChecks implements SpotCheckProof {
    private static final int AT_ONCE = 500;
    private final SpotDraws draws;
    private final PeriodDraws secrets;
    private final Checkers checkers;
    private final DrawSpotChecks rules;
    private final CaseBook book;
    private final StreetClock clock;

    SpotChecks(
            SpotDraws draws,
            PeriodDraws secrets,
            Checkers checkers,
            DrawSpotChecks rules,
            CaseBook book,
            StreetClock clock) {
        this.draws = draws;
        this.secrets = secrets;
        this.checkers = checkers;
        this.rules = rules;
        this.book = book;
        this.clock = clock;
    }

    /**
     * How it stands with the spot check of a closed case.
     *
     * @param state {@code waiting}, {@code open}, {@code withdrawn}, {@code holds}, {@code does-not-hold} or {@code given-up}
     * @param spot its case; null while it waits
     */
    public record Stand(String state, @Nullable CaseId spot) {}

    /** Empty where it was not drawn, or is not closed yet. */
    public Optional<Stand> of(CaseId closed) {
        return draws.of(closed).filter(SpotDraws.Draw::drawn).map(each -> new Stand(state(each), each.spot()));
    }

    private String state(SpotDraws.Draw draw) {
        SpotDraws.Result result = draw.result();
        CaseId spot = draw.spot();
        if (result != null) {
            return result.code();
        }
        return spot == null ? "waiting" : book.get(spot).open() ? "open" : "withdrawn";
    }

    public boolean isSpotCheck(Case of) {
        return Checkers.isSpotCheck(of);
    }

    @Override
    public Verified verify() {
        int all = 0;
        int drawn = 0;
        List<Differing> differing = new ArrayList<>();
        Map<List<Object>, Integer> shares = new HashMap<>();
        List<SpotDraws.Draw> some = draws.ended(clock.today(), new CaseId(0), AT_ONCE);
        for (;
                !some.isEmpty();
                some = draws.ended(clock.today(), some.get(some.size() - 1).of(), AT_ONCE)) {
            Map<CaseId, List<SpotDraws.Checker>> drawnBy =
                    draws.checkers(some.stream().map(SpotDraws.Draw::of).toList());
            for (SpotDraws.Draw each : some) {
                all++;
                drawn += each.drawn() ? 1 : 0;
                again(each, share(each, shares), drawnBy.getOrDefault(each.of(), List.of()))
                        .ifPresent(differing::add);
            }
        }
        return new Verified(all, drawn, differing);
    }

    /** By the rules of the day of the draw, which are asked once for a matter and day. */
    private int share(SpotDraws.Draw draw, Map<List<Object>, Integer> asked) {
        return asked.computeIfAbsent(
                List.of(draw.matter(), draw.drawnOn()),
                any -> rules.rule(draw.matter(), draw.drawnOn())
                        .map(DrawSpotChecks.Rule::share)
                        .orElse(0));
    }

    private Optional<Differing> again(SpotDraws.Draw draw, int share, List<SpotDraws.Checker> drawnBy) {
        int number = secrets.number(draw.period(), draw.name(), SpotDraws.PARTS);
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        Map<String, @Nullable Object> again = new LinkedHashMap<>();
        compare(kept, again, "number", draw.number(), number);
        compare(kept, again, "share", draw.share(), share);
        compare(kept, again, "drawn", draw.drawn(), number < share);
        compare(kept, again, "opened", draw.spot() != null && !draw.drawn(), false);
        String before = null;
        for (SpotDraws.Checker each : drawnBy) {
            compare(kept, again, "left", each.left(), before);
            compare(
                    kept,
                    again,
                    "checker",
                    each.officer(),
                    checkers.first(draw, each.candidates()).orElse(null));
            before = each.officer();
        }
        CaseId spot = draw.spot();
        if (spot != null) {
            compare(
                    kept,
                    again,
                    "named",
                    book.officers(spot).stream().findFirst().orElse(null),
                    before);
        }
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new Differing(draw.of(), draw.period(), draw.drawn(), kept.toString(), again.toString()));
    }

    private static void compare(
            Map<String, @Nullable Object> kept,
            Map<String, @Nullable Object> again,
            String what,
            @Nullable Object is,
            @Nullable Object should) {
        if (!Objects.equals(is, should)) {
            kept.put(what, is);
            again.put(what, should);
        }
    }
}
