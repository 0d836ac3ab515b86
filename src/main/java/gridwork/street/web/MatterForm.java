package gridwork.street.web;

import gridwork.street.catalogue.CatalogueWords;
import gridwork.street.catalogue.MatterDraft;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the form of a matter sent. */
final class MatterForm {
    private static final String LIMIT = "limit.";
    private static final int LONGEST = 300;

    private MatterForm() {}

    private record Placed(double place, int number, MatterDraft.Item item) {}

    static MatterDraft draft(HttpServletRequest request, CatalogueWords words) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (String column : words.columns()) {
            if (column.startsWith(LIMIT)) {
                String amount = value(request, column);
                cells.put(column, amount.isBlank() ? "" : amount.strip() + " " + value(request, "unit." + column));
            } else if (!column.equals("checklist")) {
                String[] all = request.getParameterValues(column);
                cells.put(column, all == null ? "" : String.join("、", all));
            }
        }
        return new MatterDraft(cells, items(request));
    }

    private static List<MatterDraft.Item> items(HttpServletRequest request) {
        List<Placed> placed = new ArrayList<>();
        int many = Math.min(LONGEST, values(request, "itemZh").length);
        for (int i = 0; i < many; i++) {
            var item = new MatterDraft.Item(
                    at(request, "itemId", i),
                    at(request, "itemDepartment", i),
                    at(request, "itemZh", i),
                    at(request, "itemEn", i),
                    at(request, "itemBasis", i),
                    at(request, "itemCategory", i),
                    at(request, "itemPhotoPair", i));
            if (!item.isEmpty()) {
                placed.add(new Placed(place(at(request, "itemPlace", i)), i, item));
            }
        }
        return placed.stream()
                .sorted(Comparator.comparingDouble(Placed::place).thenComparingInt(Placed::number))
                .map(Placed::item)
                .toList();
    }

    /** Without a number it comes last. */
    private static double place(String text) {
        return text.matches("\\d{1,6}([.]\\d{1,3})?") ? Double.parseDouble(text) : Double.MAX_VALUE;
    }

    private static String at(HttpServletRequest request, String name, int number) {
        String[] all = values(request, name);
        return number < all.length ? all[number] : "";
    }

    private static String[] values(HttpServletRequest request, String name) {
        String[] all = request.getParameterValues(name);
        return all == null ? new String[0] : Arrays.copyOf(all, all.length);
    }

    private static String value(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        return text == null ? "" : text;
    }
}
