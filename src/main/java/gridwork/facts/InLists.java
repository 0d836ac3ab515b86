package gridwork.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Long lists of values asked for in pieces, so that no statement grows without bound. */
final class InLists {
    private static final int PIECE = 1_000;

    private InLists() {}

    static <V, R> List<R> ask(Collection<V> values, Function<List<V>, List<R>> question) {
        List<V> all = List.copyOf(values);
        if (all.size() <= PIECE) {
            return all.isEmpty() ? List.of() : question.apply(all);
        }
        List<R> answers = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PIECE) {
            answers.addAll(question.apply(all.subList(from, Math.min(all.size(), from + PIECE))));
        }
        return answers;
    }

    /** {@code ?,?,?} */
    static String marks(int count) {
        return "?,".repeat(count - 1) + "?";
    }
}
