package gridwork.street.catalogue;

import gridwork.platform.Label;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Checklist;
import gridwork.street.Clocks;
import gridwork.street.Matter;
import gridwork.street.Remit;
import gridwork.street.TimeLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whether a matter may stand in the catalogue: everything that it names must be there, and what the program needs of its own must stay. */
@Component
class MatterCheck {
    static final String ID = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int TITLE = 200;
    private static final int NORMS = 30;
    private static final int TEXT = 500;
    private static final int ITEMS = 200;
    private static final int OPENS = 100_000;
    private static final int AMOUNT = 10_000;

    private final Areas areas;
    private final Clocks clocks;
    private final KnownParts parts;
    private final Shipped shipped = Shipped.read();

    MatterCheck(Areas areas, Clocks clocks, KnownParts parts) {
        this.areas = areas;
        this.clocks = clocks;
        this.parts = parts;
    }

    /** The departments there are, asked once for many matters. */
    Set<AreaId> departments() {
        return areas.all().stream()
                .filter(each -> each.kind() == Area.Kind.DEPARTMENT)
                .map(Area::id)
                .collect(Collectors.toSet());
    }

    List<Wrong> check(Matter matter, Collection<Matter> others, Collection<Remit> remits, Set<AreaId> departments) {
        List<Wrong> wrong = new ArrayList<>();
        if (!matter.id().matches(ID)) {
            wrong.add(new Wrong("id", "id", matter.id()));
        }
        label(matter.title(), "title", TITLE, true, wrong);
        if (remits.stream().noneMatch(each -> each.id().equals(matter.remit()))) {
            wrong.add(new Wrong(
                    "remit",
                    "remit",
                    matter.remit(),
                    joined(remits.stream().map(Remit::id).toList())));
        }
        department(matter.lead(), "lead", departments, wrong);
        matter.helping().forEach(each -> department(each, "helping", departments, wrong));
        if (matter.helping().contains(matter.lead())) {
            wrong.add(new Wrong("helping", "helping-leads", matter.lead().value()));
        }
        if (matter.basis().isEmpty() || matter.basis().size() > NORMS) {
            wrong.add(new Wrong("basis", "basis", NORMS));
        }
        matter.basis().forEach(each -> {
            label(each, "basis", TEXT, true, wrong);
            bar(each, "basis", wrong);
        });
        known(matter, wrong);
        if (matter.opensPerDay() < 1 || matter.opensPerDay() > OPENS) {
            wrong.add(new Wrong("opensPerDay", "opens", matter.opensPerDay(), OPENS));
        }
        if (matter.validFrom() != null
                && matter.validUntil() != null
                && matter.validUntil().isBefore(matter.validFrom())) {
            wrong.add(new Wrong("validUntil", "valid", matter.validUntil(), matter.validFrom()));
        }
        limits(matter, wrong);
        checklist(matter.checklist(), departments, wrong);
        kept(matter, wrong);
        others.stream()
                .filter(each -> !each.id().equals(matter.id())
                        && matter.process() != null
                        && matter.process().equals(each.process())
                        && each.secret() != matter.secret())
                .findFirst()
                .ifPresent(each ->
                        wrong.add(new Wrong("secret", "secret", Objects.requireNonNull(matter.process()), each.id())));
        return wrong;
    }

    private void known(Matter matter, List<Wrong> wrong) {
        if (matter.process() != null && !parts.processes().contains(matter.process())) {
            wrong.add(new Wrong("process", "process", matter.process(), joined(parts.processes())));
        }
        if (!parts.subjects().contains(matter.subject())) {
            wrong.add(new Wrong("subject", "subject", matter.subject(), joined(parts.subjects())));
        }
        for (String each : matter.ruleSets()) {
            if (!parts.ruleSets().contains(each)) {
                wrong.add(new Wrong("ruleSets", "rule-set", each, joined(parts.ruleSets())));
            }
        }
    }

    private void limits(Matter matter, List<Wrong> wrong) {
        Set<String> seen = new HashSet<>();
        for (TimeLimit each : matter.limits()) {
            if (clocks.find(each.clock()).isEmpty()) {
                wrong.add(new Wrong(
                        "limits",
                        "clock",
                        each.clock(),
                        joined(clocks.all().stream().map(Clocks.Kind::id).toList())));
            } else if (!seen.add(each.clock())) {
                wrong.add(new Wrong("limits", "clock-twice", each.clock()));
            }
            if (each.amount() > AMOUNT) {
                wrong.add(new Wrong("limits", "amount", each.amount(), AMOUNT));
            }
        }
    }

    private static void checklist(Checklist checklist, Set<AreaId> departments, List<Wrong> wrong) {
        if (checklist.items().size() > ITEMS) {
            wrong.add(new Wrong("checklist", "items", checklist.items().size(), ITEMS));
        }
        Set<String> seen = new HashSet<>();
        int at = 0;
        for (Checklist.Item each : checklist.items()) {
            String field = "checklist " + ++at;
            if (!each.id().matches(ID)) {
                wrong.add(new Wrong(field, "id", each.id()));
            } else if (!seen.add(each.id())) {
                wrong.add(new Wrong(field, "item-twice", each.id()));
            }
            label(each.title(), field, TEXT, true, wrong);
            label(each.basis(), field, TEXT, false, wrong);
            bar(each.title(), field, wrong);
            bar(each.basis(), field, wrong);
            department(each.department(), field, departments, wrong);
            if (each.category() != null && !each.category().matches(ID)) {
                wrong.add(new Wrong(field, "category", each.category()));
            }
        }
    }

    /** What the program opens and carries by itself must find its matter as it knows it. */
    private void kept(Matter matter, List<Wrong> wrong) {
        shipped.matter(matter.id()).ifPresent(own -> {
            if (!Objects.equals(own.process(), matter.process())) {
                wrong.add(new Wrong("process", "kept", Objects.requireNonNullElse(own.process(), "—")));
            }
            if (!own.subject().equals(matter.subject())) {
                wrong.add(new Wrong("subject", "kept", own.subject()));
            }
            if (!own.ruleSets().equals(matter.ruleSets())) {
                wrong.add(new Wrong("ruleSets", "kept", joined(own.ruleSets())));
            }
            if (own.secret() != matter.secret()) {
                wrong.add(new Wrong("secret", "kept", own.secret()));
            }
            if (matter.validUntil() != null && own.process() != null) {
                wrong.add(new Wrong("validUntil", "kept-valid"));
            }
        });
    }

    private static void department(AreaId id, String field, Set<AreaId> departments, List<Wrong> wrong) {
        if (!departments.contains(id)) {
            wrong.add(new Wrong(
                    field,
                    "department",
                    id.value(),
                    joined(departments.stream().map(AreaId::value).sorted().toList())));
        }
    }

    private static void label(Label label, String field, int longest, boolean needed, List<Wrong> wrong) {
        if (needed && label.zh().isBlank()) {
            wrong.add(new Wrong(field, "missing"));
        }
        if (label.zh().length() > longest || label.en().length() > longest) {
            wrong.add(new Wrong(field, "long", longest));
        }
        if ((label.zh() + label.en()).chars().anyMatch(Character::isISOControl)) {
            wrong.add(new Wrong(field, "control"));
        }
    }

    /** It separates the parts of a line in a form or a file. */
    private static void bar(Label label, String field, List<Wrong> wrong) {
        if ((label.zh() + label.en()).matches("(?s).*[|｜].*")) {
            wrong.add(new Wrong(field, "bar"));
        }
    }

    private static String joined(Collection<String> all) {
        return String.join("、", all);
    }
}
