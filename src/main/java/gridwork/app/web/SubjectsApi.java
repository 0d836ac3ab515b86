package gridwork.app.web;

import gridwork.facts.Subjects;
import gridwork.street.Jurisdiction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@ConditionalOnWebApplication
@RequestMapping("/api/subjects")
@Tag(name = "subjects", description = "The register of subjects, as far as the signed-in officer's duties reach")
class SubjectsApi {
    private final Register register;
    private final Subjects subjects;
    private final Jurisdiction jurisdiction;

    SubjectsApi(Register register, Subjects subjects, Jurisdiction jurisdiction) {
        this.register = register;
        this.subjects = subjects;
        this.jurisdiction = jurisdiction;
    }

    /**
     * @param area the grid it lies in
     * @param grade the result it stands at under its kind's rule set; null = not decided
     * @param held what holds of it, where several answers may, e.g. warnings
     * @param undecided what held, and of which nobody can say now whether it still does
     * @param since the day from which that holds
     * @param headline the number beside the grade, e.g. a score
     * @param mergedInto the subject, {@code kind/code}, for which all that is told about this one counts; null = it is itself
     * @param freshness {@code label} or {@code withhold} where the facts are old
     */
    record Entry(
            String kind,
            String code,
            String name,
            @Nullable String area,
            @Nullable String address,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable LocalDate openedOn,
            @Nullable LocalDate closedOn,
            @Nullable String grade,
            @Nullable LocalDate since,
            @Nullable BigDecimal headline,
            @Nullable String freshness,
            List<String> held,
            List<String> undecided,
            @Nullable String mergedInto) {
        static Entry of(Register.Row row) {
            var it = row.subject();
            return new Entry(
                    it.ref().kind(),
                    it.ref().code(),
                    it.name(),
                    it.area() == null ? null : it.area().value(),
                    it.address(),
                    it.latitude(),
                    it.longitude(),
                    it.openedOn(),
                    it.closedOn(),
                    row.grade() == null ? null : row.grade().id(),
                    row.since(),
                    row.headline(),
                    row.freshness(),
                    row.held().stream()
                            .filter(each -> each.doubt() == null)
                            .map(Register.Held::id)
                            .toList(),
                    row.held().stream()
                            .filter(each -> each.doubt() != null)
                            .map(Register.Held::id)
                            .toList(),
                    row.into() == null ? null : row.into().ref().toString());
        }
    }

    record Found(long total, int from, List<Entry> subjects) {}

    @GetMapping
    @Operation(summary = "Subjects by kind, text, colour, warning and area, by code, at most 50 a page")
    Found find(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String grade,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable String also,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(defaultValue = "0") int from) {
        Asked asked = new Asked(kind, q, grade, item, also, null, area, closed, null, from);
        Register.Shown shown = register.page(asked, jurisdiction.reach());
        return new Found(
                shown.total(),
                asked.from(),
                shown.rows().stream().map(Entry::of).toList());
    }

    @GetMapping("/{kind}/{*code}")
    @Operation(summary = "One subject")
    Entry one(@PathVariable String kind, @PathVariable String code) {
        return WithinReach.ref(kind, code)
                .flatMap(subjects::find)
                .map(it -> Entry.of(register.rows(List.of(it)).get(0)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
