package gridwork.app.web;

import gridwork.facts.SubjectFilter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a reader of the register asked for.
 *
 * @param kind of subject; empty = all
 * @param q part of a name, code or address
 * @param grade a result of the kind's rule set; empty = all
 * @param item one of several answers of the kind's rule set, e.g. a warning, that holds; empty = all
 * @param also a result of another rule set of the kind, as {@code rule-set:result}; empty = all
 * @param since only those whose result has changed since this day; null = all
 * @param area a grid or community; empty = everywhere the reader may look
 * @param closed closed subjects too
 * @param sort {@code code} or {@code name}, with a minus for the other way round
 * @param from first row, from 0
 */
record Asked(
        @Nullable String kind,
        @Nullable String q,
        @Nullable String grade,
        @Nullable String item,
        @Nullable String also,
        @Nullable LocalDate since,
        @Nullable String area,
        boolean closed,
        @Nullable String sort,
        int from) {
    static final int ROWS = 50;

    Asked {
        kind = blankToNull(kind);
        q = blankToNull(q);
        grade = kind == null ? null : blankToNull(grade);
        item = kind == null ? null : blankToNull(item);
        also = kind == null ? null : blankToNull(also);
        since = kind == null ? null : since;
        area = blankToNull(area);
        sort = blankToNull(sort);
        from = Math.max(0, from);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    SubjectFilter.Order order() {
        return Map.of(
                        "-code", SubjectFilter.Order.CODE_DOWN,
                        "name", SubjectFilter.Order.NAME,
                        "-name", SubjectFilter.Order.NAME_DOWN)
                .getOrDefault(sort == null ? "code" : sort, SubjectFilter.Order.CODE);
    }

    /** How a column stands, for {@code aria-sort}. */
    public String sorted(String column) {
        return order().name().equals(column.toUpperCase(Locale.ROOT))
                ? "ascending"
                : order().name().equals(column.toUpperCase(Locale.ROOT) + "_DOWN") ? "descending" : "none";
    }

    /** Where a click on a column's head leads. */
    public String sorting(String column) {
        return with("/subjects", Map.of("sort", sorted(column).equals("ascending") ? "-" + column : column));
    }

    public boolean narrowed() {
        return q != null || grade != null || item != null || also != null || since != null || area != null;
    }

    /** This question's address under a path, without the row it starts from. */
    public String address(String path) {
        return with(path, Map.of());
    }

    String with(String path, Map<String, @Nullable String> changed) {
        Map<String, @Nullable String> all = new LinkedHashMap<>();
        all.put("kind", kind == null ? "" : kind);
        all.put("q", q);
        all.put("grade", grade);
        all.put("item", item);
        all.put("also", also);
        all.put("since", since == null ? null : since.toString());
        all.put("area", area);
        all.put("closed", closed ? "true" : null);
        all.put("sort", sort);
        all.putAll(changed);
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        all.forEach((name, value) -> {
            if (value != null) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.encode().buildAndExpand(all).toUriString();
    }
}
