package gridwork.cases.plan.web;

import gridwork.cases.CaseId;
import gridwork.cases.CheckPlan;
import gridwork.cases.PlannedCheck;
import gridwork.cases.PlannedCheck.State;
import gridwork.platform.StreetClock;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/checks")
@ConditionalOnWebApplication
class ChecksApi {
    private static final int LARGEST_PAGE = 100;
    private final ReadPlan plan;
    private final CheckPlan proofs;
    private final StreetClock clock;

    ChecksApi(ReadPlan plan, CheckPlan proofs, StreetClock clock) {
        this.plan = plan;
        this.proofs = proofs;
        this.clock = clock;
    }

    /**
     * @param secret true = drawn, and its day is not revealed to the caller
     * @param caseId as text: more digits than a browser's number keeps
     */
    record Check(
            String site,
            String name,
            String period,
            LocalDate firstDay,
            LocalDate lastDay,
            String checkType,
            boolean drawn,
            boolean secret,
            @Nullable LocalDate day,
            List<String> inspectors,
            String state,
            @Nullable String note,
            @Nullable String caseId,
            @Nullable LocalDate doneOn,
            int release) {}

    @GetMapping
    List<Check> month(
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "false") boolean mine) {
        YearMonth asked = month == null ? YearMonth.from(clock.today()) : month;
        return plan
                .lines(new ReadPlan.Asked(
                        asked.atDay(1),
                        asked.atEndOfMonth(),
                        find,
                        State.of(state).orElse(null),
                        mine))
                .stream()
                .map(ChecksApi::check)
                .toList();
    }

    @GetMapping("/proof")
    List<CheckPlan.PeriodProof> proof(
            @RequestParam(defaultValue = "0") int from, @RequestParam(defaultValue = "12") int size) {
        return proofs.proofs(Math.max(0, from), Math.min(Math.max(1, size), LARGEST_PAGE));
    }

    private static Check check(ReadPlan.Line line) {
        PlannedCheck check = line.check();
        CaseId by = check.caseId();
        return new Check(
                check.siteRef(),
                line.site().name(),
                check.period(),
                check.firstDay(),
                check.lastDay(),
                check.checkType(),
                check.drawn(),
                check.secret(),
                check.day(),
                check.inspectors().stream().map(OfficerId::value).toList(),
                check.state().code(),
                check.note(),
                by == null ? null : String.valueOf(by.value()),
                check.doneOn(),
                check.release());
    }
}
