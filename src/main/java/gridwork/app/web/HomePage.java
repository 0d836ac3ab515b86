package gridwork.app.web;

import gridwork.platform.StreetClock;
import gridwork.rules.Grade;
import gridwork.signals.Imports;
import gridwork.signals.ParkedSignals;
import gridwork.street.Jurisdiction;
import gridwork.street.Reach;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What awaits an officer today, by role. */
@Controller
@ConditionalOnWebApplication
class HomePage {
    private static final int WORST = 6;
    private final Register register;
    private final Awaiting awaiting;
    private final Imports imports;
    private final ParkedSignals parked;
    private final HealthEndpoint health;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;

    HomePage(
            Register register,
            Awaiting awaiting,
            Imports imports,
            ParkedSignals parked,
            HealthEndpoint health,
            Jurisdiction jurisdiction,
            StreetClock clock) {
        this.register = register;
        this.awaiting = awaiting;
        this.imports = imports;
        this.parked = parked;
        this.health = health;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
    }

    /**
     * @param counts open subjects by colour, the best first; empty where the kind has no colours
     * @param worst those at the worst colour, at most a few
     */
    record Kind(
            String kind,
            long total,
            Map<Grade, Long> counts,
            @Nullable Grade worstGrade,
            List<Register.Row> worst) {}

    @GetMapping("/")
    String home(Model model) {
        Reach reach = jurisdiction.reach();
        model.addAttribute(
                "kinds",
                register.kinds(reach).stream().map(kind -> kind(kind, reach)).toList());
        model.addAttribute("overdue", awaiting.overdue());
        jurisdiction.officer().ifPresent(officer -> {
            model.addAttribute("mine", awaiting.mine(officer.id()));
            if (officer.has("inspector")) {
                model.addAttribute("checks", awaiting.checks(officer.id()));
            }
            if (Stream.of("manager", "policy-officer", "approver", "office-clerk")
                    .anyMatch(officer::has)) {
                model.addAttribute("reviewed", YearMonth.from(clock.today()).minusMonths(1));
            }
            if (officer.has("office-clerk") || officer.has("administrator")) {
                model.addAttribute("imports", imports.runs(0, WORST));
                model.addAttribute("parkedCount", parked.count());
                model.addAttribute("parked", parked.latest(WORST));
            }
            if (officer.has("administrator")) {
                model.addAttribute("health", health.health().getStatus().getCode());
            }
        });
        return "app/home";
    }

    private Kind kind(String kind, Reach reach) {
        Map<Grade, Long> counts = new LinkedHashMap<>(register.counts(kind, reach));
        List<Grade> grades = new ArrayList<>(counts.keySet());
        Grade worst = grades.isEmpty() ? null : grades.get(grades.size() - 1);
        return new Kind(
                kind,
                register.count(new Asked(kind, null, null, null, null, null, null, false, null, 0), reach),
                counts,
                worst,
                worst == null
                        ? List.of()
                        : register.page(
                                        new Asked(kind, null, worst.id(), null, null, null, null, false, null, 0),
                                        reach,
                                        0,
                                        WORST)
                                .rows());
    }
}
