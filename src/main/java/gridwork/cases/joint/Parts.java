package gridwork.cases.joint;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Checklist;
import gridwork.street.Duty;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The parts of cases in which several departments take part, as the processes see them. */
@Component
public class Parts {
    /** In a part's details: whose it is. */
    public static final String DEPARTMENT = DepartmentCheck.DEPARTMENT;

    private static final String INSPECTOR = "inspector";
    private final CaseBook book;
    private final Matters matters;
    private final Officers officers;
    private final Areas areas;

    Parts(CaseBook book, Matters matters, Officers officers, Areas areas) {
        this.book = book;
        this.matters = matters;
        this.officers = officers;
        this.areas = areas;
    }

    /** The case that it is a part of. */
    public Case inspection(Case part) {
        if (part.parent() == null) {
            throw new IllegalStateException("case " + part.id().value() + " is no part of an inspection");
        }
        return book.get(part.parent());
    }

    public List<Case> of(Case inspection) {
        return book.cameFrom(inspection.id()).stream().filter(Parts::isPart).toList();
    }

    Optional<Case> of(Case inspection, AreaId department) {
        return of(inspection).stream()
                .filter(each -> department(each).equals(department))
                .findFirst();
    }

    public static boolean isPart(Case of) {
        return of.parent() != null && of.details().has(DepartmentCheck.DEPARTMENT);
    }

    static boolean isSigned(Case part) {
        return part.details().has(DepartmentCheck.SIGNATURE);
    }

    public static AreaId department(Case part) {
        return new AreaId(part.details().path(DepartmentCheck.DEPARTMENT).asText());
    }

    /** As the case says; else those that have something to look at; else whoever answers for the matter or helps. */
    public Set<AreaId> departments(Case inspection) {
        Set<AreaId> all = new LinkedHashSet<>();
        inspection.details().path(JointInspection.DEPARTMENTS).forEach(each -> all.add(new AreaId(each.asText())));
        if (all.isEmpty()) {
            Matter matter = matters.matter(inspection.matter());
            all.addAll(matter.checklist().departments());
            if (all.isEmpty()) {
                all.add(matter.lead());
                all.addAll(matter.helping());
            }
        }
        return all;
    }

    Checklist checklist(Case inspection) {
        return matters.matter(inspection.matter()).checklist();
    }

    boolean isThere(AreaId department) {
        return areas.find(department).isPresent();
    }

    /** Somebody in office may check for it. */
    boolean isStaffed(AreaId department) {
        return isThere(department) && !officers.with(inspectors(department)).isEmpty();
    }

    static Duty inspectors(AreaId department) {
        return new Duty(INSPECTOR, department.value());
    }

    /** Of the department that answers for the matter; where it takes no part or nobody is there, of the first that has somebody. */
    Duty leadInspectors(Case inspection) {
        AreaId lead = matters.matter(inspection.matter()).lead();
        Set<AreaId> all = departments(inspection);
        if (all.contains(lead) && isStaffed(lead)) {
            return inspectors(lead);
        }
        return inspectors(all.stream().filter(this::isStaffed).findFirst().orElse(lead));
    }
}
