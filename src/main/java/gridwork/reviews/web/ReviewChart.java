package gridwork.reviews.web;

import gridwork.reviews.Review;
import gridwork.rules.Grade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The course of the last months as stacked columns: what the page draws as SVG. All lengths in the SVG's own units. */
record ReviewChart(List<Column> columns, List<Line> lines, double foot, int width, int height) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 230;
    private static final double LEFT = 36;
    private static final double TOP = 18;
    private static final double FOOT = 200;
    private static final double BAR = 34;

    record Column(String label, double middle, long total, double top, List<Part> parts) {}

    record Part(Grade grade, long count, double x, double y, double width, double height) {}

    record Line(double y, long at) {}

    static ReviewChart of(Review review) {
        List<Grade> drawn = review.grades().stream().filter(review::drawn).toList();
        long most = review.course().stream()
                .mapToLong(each -> total(each, drawn))
                .max()
                .orElse(0);
        long step = step(most);
        long top = Math.max(step, (most + step - 1) / step * step);
        double unit = (FOOT - TOP) / top;
        List<Line> lines = new ArrayList<>();
        for (long at = 0; at <= top; at += step) {
            lines.add(new Line(FOOT - at * unit, at));
        }
        double room = (WIDTH - LEFT) / Math.max(1, review.course().size());
        List<Column> columns = new ArrayList<>();
        for (Review.MonthEnd each : review.course()) {
            columns.add(column(drawn, each, LEFT + room * (columns.size() + 0.5), unit));
        }
        return new ReviewChart(columns, lines, FOOT, WIDTH, HEIGHT);
    }

    private static long total(Review.MonthEnd end, List<Grade> drawn) {
        return drawn.stream().mapToLong(each -> end.count(each.id())).sum();
    }

    private static Column column(List<Grade> drawn, Review.MonthEnd end, double middle, double unit) {
        List<Grade> worstFirst = new ArrayList<>(drawn);
        Collections.reverse(worstFirst);
        List<Part> parts = new ArrayList<>();
        double foot = FOOT;
        for (Grade grade : worstFirst) {
            long count = end.count(grade.id());
            double height = count * unit;
            foot -= height;
            parts.add(new Part(grade, count, middle - BAR / 2, foot, BAR, height));
        }
        String label =
                "%02d-%02d".formatted(end.day().getYear() % 100, end.day().getMonthValue());
        return new Column(label, middle, total(end, drawn), foot, parts);
    }

    /** 1, 2 or 5 times a power of ten, so that there are at most five lines. */
    private static long step(long most) {
        for (long power = 1; ; power *= 10) {
            for (long each : new long[] {power, 2 * power, 5 * power}) {
                if (each * 5 >= most) {
                    return each;
                }
            }
        }
    }
}
