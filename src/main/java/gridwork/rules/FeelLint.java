package gridwork.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an expression of a table without evaluating it. Tables see scalars: comparisons, ranges and a few functions on
 * one value. Lists, filters, contexts, iterations and functions of one's own are refused.
 */
final class FeelLint {
    private static final int LONGEST = 500;
    private static final Set<String> FUNCTIONS = Allowed.words("dmn/functions");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "in", "between", "if", "then", "else", "not", "instance", "of");
    private static final Set<String> REFUSED =
            Set.of("function", "external", "for", "some", "every", "satisfies", "return", "list", "context");

    private final String text;
    private int at;
    private final Deque<Bracket> open = new ArrayDeque<>();
    private final List<String> words = new ArrayList<>();
    private boolean afterValue;

    private static final class Bracket {
        final char sign;
        boolean range;

        Bracket(char sign) {
            this.sign = sign;
        }
    }

    private FeelLint(String text) {
        this.text = text;
    }

    /** The code of what is wrong with it. */
    static Optional<String> problem(String text) {
        return Optional.ofNullable(text.length() > LONGEST ? "feel-long" : new FeelLint(text).read())
                .filter(code -> !code.isEmpty());
    }

    private String read() {
        while (at < text.length()) {
            char sign = text.charAt(at);
            String wrong;
            if (Character.isWhitespace(sign)) {
                at++;
                continue;
            } else if (sign == '"') {
                wrong = string();
            } else if (Character.isDigit(sign)) {
                wrong = number();
            } else if (Character.isLetter(sign) || sign == '_') {
                wrong = word();
            } else {
                wrong = sign(sign);
            }
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return open.isEmpty() ? "" : "feel-bracket";
    }

    private String string() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            return "feel-broken";
        }
        at = end + 1;
        value();
        return "";
    }

    private String number() {
        while (at < text.length()
                && (Character.isDigit(text.charAt(at))
                        || text.charAt(at) == '.'
                                && at + 1 < text.length()
                                && Character.isDigit(text.charAt(at + 1)))) {
            at++;
        }
        value();
        return "";
    }

    private String word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        if (REFUSED.contains(word)) {
            return "feel-iteration";
        }
        words.add(word);
        afterValue = !OPERATORS.contains(word);
        return "";
    }

    private void value() {
        words.clear();
        afterValue = true;
    }

    private String sign(char sign) {
        at++;
        switch (sign) {
            case '(' -> {
                boolean call = !words.isEmpty() && !OPERATORS.contains(words.get(words.size() - 1));
                if (call ? !knownFunction() : afterValue) {
                    return "feel-function";
                }
                open.push(new Bracket('('));
            }
            case '[' -> {
                if (afterValue) {
                    return "feel-list";
                }
                open.push(new Bracket('['));
            }
            case ')', ']' -> {
                if (open.isEmpty()) {
                    return "feel-bracket";
                }
                Bracket opened = open.pop();
                if (opened.sign == '[' && !opened.range) {
                    return "feel-list";
                }
                if (opened.sign == '(' && sign == ']' && !opened.range) {
                    return "feel-bracket";
                }
                value();
                return "";
            }
            case '.' -> {
                if (at < text.length() && text.charAt(at) == '.') {
                    at++;
                    if (open.isEmpty()) {
                        return "feel-bracket";
                    }
                    open.peek().range = true;
                }
            }
            case '{', '}' -> {
                return "feel-context";
            }
            case '*' -> {
                // a power of a power is longer than any memory
                if (at < text.length() && text.charAt(at) == '*') {
                    return "feel-function";
                }
            }
            case '+', '-', '/', '=', '!', '<', '>', ',', '@', '?' -> {
                // operators between scalars
            }
            default -> {
                return "feel-broken";
            }
        }
        words.clear();
        afterValue = false;
        return "";
    }

    private boolean knownFunction() {
        for (int from = 0; from < words.size(); from++) {
            if (FUNCTIONS.contains(String.join(" ", words.subList(from, words.size())))) {
                return true;
            }
        }
        return false;
    }
}
