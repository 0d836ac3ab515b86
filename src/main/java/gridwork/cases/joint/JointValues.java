package gridwork.cases.joint;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.engine.ProcessValues;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the processes of joint inspections ask of their case. */
@Component
class JointValues implements ProcessValues {
    private static final Set<String> NAMES = Set.of(
            JointInspection.LEAD_INSPECTORS,
            JointInspection.PARTS,
            DepartmentCheck.DEPARTMENT_INSPECTORS,
            DepartmentCheck.RESPONSIBLE,
            DepartmentCheck.STAFFED,
            DepartmentCheck.LEFT_OUT,
            DepartmentCheck.SIGNED,
            DepartmentCheck.SHARED_WRONG,
            DepartmentCheck.CHASERS);
    private static final String DEPARTMENT_OFFICER = "department-officer";
    private static final String OFFICE_CLERK = "office-clerk";
    private final CaseBook book;
    private final Parts parts;
    private final Areas areas;

    JointValues(CaseBook book, Parts parts, Areas areas) {
        this.book = book;
        this.parts = parts;
        this.areas = areas;
    }

    @Override
    public boolean knows(String name) {
        return NAMES.contains(name);
    }

    @Override
    public @Nullable Object value(String name, String businessKey) {
        Case of = book.get(new CaseId(Long.parseLong(businessKey)));
        return switch (name) {
            case JointInspection.LEAD_INSPECTORS ->
                List.of(parts.leadInspectors(Parts.isPart(of) ? parts.inspection(of) : of)
                        .group());
            case JointInspection.PARTS ->
                parts.of(of).stream()
                        .filter(Case::open)
                        // who has signed goes on where it is when the others are told of a new day
                        .filter(each -> !Parts.isSigned(each))
                        .map(each -> String.valueOf(each.id().value()))
                        .toList();
            case DepartmentCheck.DEPARTMENT_INSPECTORS ->
                List.of(Parts.inspectors(Parts.department(of)).group());
            case DepartmentCheck.RESPONSIBLE ->
                book.officers(of.id()).stream().findFirst().orElse(null);
            case DepartmentCheck.STAFFED -> parts.isStaffed(Parts.department(of));
            case DepartmentCheck.LEFT_OUT ->
                of.details().path(DepartmentCheck.LEFT_OUT).asBoolean(false);
            case DepartmentCheck.SIGNED -> Parts.isSigned(of) && outcome(of, DepartmentCheck.OUTCOME_SIGNED);
            case DepartmentCheck.SHARED_WRONG -> outcome(of, DepartmentCheck.OUTCOME_SHARED_WRONG);
            case DepartmentCheck.CHASERS ->
                List.of(
                        new Duty(DEPARTMENT_OFFICER, Parts.department(of).value()).group(),
                        new Duty(OFFICE_CLERK, street()).group());
            default -> throw new IllegalArgumentException("processes may not ask for " + name);
        };
    }

    private static boolean outcome(Case part, String outcome) {
        return part.details().path(DepartmentCheck.OUTCOME).asText().equals(outcome);
    }

    private String street() {
        return areas.street().map(AreaId::value).orElseThrow(() -> new IllegalStateException("no street is set up"));
    }
}
