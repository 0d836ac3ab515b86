package gridwork.street.catalogue;

import gridwork.street.AreaId;
import gridwork.street.Matter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a reader of the catalogue asked for; empty = all.
 *
 * @param q words that all must be found in the id, the titles or the norms
 * @param remit a field of duties
 * @param department that leads or helps
 * @param process a folder under {@code bpmn/}, or {@code none}: only watched
 * @param state {@code valid} (the default), {@code coming}, {@code ended} or {@code all}
 * @param on the catalogue as it was at the end of this day; null = as it is
 */
public record MatterQuery(
        String q,
        String remit,
        String department,
        String process,
        String state,
        @Nullable LocalDate on,
        int from) {
    public static final int ROWS = 50;
    public static final List<String> STATES = List.of("valid", "coming", "ended", "all");

    public MatterQuery {
        q = q.strip();
        state = STATES.contains(state) ? state : STATES.get(0);
        from = Math.max(0, from);
    }

    public List<Matter> of(List<Matter> all, LocalDate today) {
        LocalDate day = on == null ? today : on;
        List<String> words = Arrays.stream(q.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(each -> !each.isEmpty())
                .toList();
        return all.stream()
                .filter(each -> remit.isEmpty() || each.remit().equals(remit))
                .filter(each -> department.isEmpty()
                        || each.lead().value().equals(department)
                        || each.helping().stream().map(AreaId::value).anyMatch(department::equals))
                .filter(each -> process.isEmpty()
                        || (process.equals("none") ? each.process() == null : process.equals(each.process())))
                .filter(each -> state.equals("all") || state.equals(stateOf(each, day)))
                .filter(each -> words.isEmpty() || words.stream().allMatch(text(each)::contains))
                .toList();
    }

    public static String stateOf(Matter matter, LocalDate day) {
        return matter.validOn(day)
                ? "valid"
                : matter.validUntil() != null && matter.validUntil().isBefore(day) ? "ended" : "coming";
    }

    private static String text(Matter of) {
        StringBuilder text = new StringBuilder(of.id())
                .append('\n')
                .append(of.title().zh())
                .append('\n')
                .append(of.title().en());
        of.basis()
                .forEach(
                        each -> text.append('\n').append(each.zh()).append('\n').append(each.en()));
        return text.toString().toLowerCase(Locale.ROOT);
    }

    public boolean narrowed() {
        return !(q + remit + department + process).isEmpty() || !state.equals(STATES.get(0)) || on != null;
    }

    /** This question's address under a path, without the row it starts from. */
    public String address(String path) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("q", q);
        all.put("remit", remit);
        all.put("department", department);
        all.put("process", process);
        all.put("state", state.equals(STATES.get(0)) ? "" : state);
        all.put("on", on == null ? "" : on.toString());
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.encode().buildAndExpand(all).toUriString();
    }
}
