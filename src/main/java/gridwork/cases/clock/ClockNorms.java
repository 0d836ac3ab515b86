package gridwork.cases.clock;

import gridwork.platform.DailyWork;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Length;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reckons each night how long clocks of each kind took, so that a page needs only one short query to predict. */
@Component
class ClockNorms implements DailyWork {
    private final ClockPolicy.Prediction policy = ClockPolicy.load().prediction();
    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final Work work;

    ClockNorms(JdbcClient jdbc, StreetClock clock, Work work) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public String name() {
        return "clock-norms";
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public void run(LocalDate day) {
        List<ClockNorm> norms = reckoned(day);
        work.run(() -> {
            jdbc.sql("delete from clock_norm").update();
            norms.forEach(this::keep);
        });
    }

    private List<ClockNorm> reckoned(LocalDate day) {
        List<ClockNorm> all = new ArrayList<>();
        List<Long> alike = new ArrayList<>();
        var of = new ArrayList<ClockNorm.Kind>();
        jdbc.sql("""
                        select matter, item, counting, case when unit = 'day' then 1 else 0 end as of_days, took from case_clock
                        where stopped_at > :since and took is not null
                        order by matter, item, counting, of_days, took
                        """)
                .param("since", Stored.utc(clock.startOf(day.minusDays(policy.days()))))
                .query((RowCallbackHandler) row -> {
                    ClockNorm.Kind kind = kind(row);
                    if (!of.isEmpty() && !of.get(0).equals(kind)) {
                        norm(of.get(0), alike, all);
                        alike.clear();
                        of.clear();
                    }
                    if (of.isEmpty()) {
                        of.add(kind);
                    }
                    alike.add(row.getLong("took"));
                });
        if (!of.isEmpty()) {
            norm(of.get(0), alike, all);
        }
        return all;
    }

    /** @param alike in order */
    private void norm(ClockNorm.Kind kind, List<Long> alike, List<ClockNorm> all) {
        if (alike.size() >= policy.atLeast()) {
            int rank = (int) Math.ceil(alike.size() * policy.percentile() / 100.0);
            all.add(new ClockNorm(kind, alike.size(), alike.get(rank - 1)));
        }
    }

    private static ClockNorm.Kind kind(ResultSet row) throws SQLException {
        return new ClockNorm.Kind(
                row.getString("matter"),
                row.getString("item"),
                Length.Counting.valueOf(row.getString("counting").toUpperCase(Locale.ROOT)),
                row.getInt("of_days") == 1);
    }

    private void keep(ClockNorm norm) {
        jdbc.sql("""
                        insert into clock_norm(matter, item, counting, of_days, clocks, took)
                        values (:matter, :item, :counting, :ofDays, :clocks, :took)
                        """)
                .param("matter", norm.kind().matter())
                .param("item", norm.kind().item())
                .param("counting", norm.kind().counting().id())
                .param("ofDays", norm.kind().ofDays() ? 1 : 0)
                .param("clocks", norm.clocks())
                .param("took", norm.took())
                .update();
    }

    /** Those of some clocks; a kind of which too few were done is absent. One query. */
    Map<ClockNorm.Kind, ClockNorm> of(Collection<CaseClock> clocks) {
        Set<String> matters = clocks.stream().map(CaseClock::matter).collect(Collectors.toSet());
        Map<ClockNorm.Kind, ClockNorm> all = new HashMap<>();
        if (!matters.isEmpty()) {
            jdbc.sql("select matter, item, counting, of_days, clocks, took from clock_norm where matter in (:matters)")
                    .param("matters", matters)
                    .query((row, number) -> new ClockNorm(kind(row), row.getInt("clocks"), row.getLong("took")))
                    .list()
                    .forEach(each -> all.put(each.kind(), each));
        }
        return all;
    }
}
