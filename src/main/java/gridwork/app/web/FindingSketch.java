package gridwork.app.web;

import gridwork.facts.FactsAround.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the evidence of a finding lies, north up, to draw: the points in a frame of {@link #WIDTH} by {@link #HEIGHT}.
 *
 * @param metres the width of the frame
 */
record FindingSketch(List<Point> points, long metres) {
    static final double WIDTH = 480;
    static final double HEIGHT = 280;
    private static final double MARGIN = 40;
    private static final double METRES_A_DEGREE = 111_195;
    /** A sketch of one crossing is not magnified beyond this. */
    private static final double NARROWEST = 100;

    /** @param number of the evidence; several at one place are written together */
    record Point(double x, double y, String number) {
        public String left() {
            return String.format(Locale.ROOT, "%.1f", x);
        }

        public String top() {
            return String.format(Locale.ROOT, "%.1f", y);
        }
    }

    private record Spot(double north, double east, int number) {}

    static FindingSketch of(List<Located> evidence) {
        List<Spot> spots = new ArrayList<>();
        double shrink = 1;
        for (int i = 0; i < evidence.size(); i++) {
            Number latitude = place(evidence.get(i), "latitude");
            Number longitude = place(evidence.get(i), "longitude");
            if (latitude != null && longitude != null) {
                if (spots.isEmpty()) {
                    shrink = Math.cos(Math.toRadians(latitude.doubleValue()));
                }
                spots.add(new Spot(
                        latitude.doubleValue() * METRES_A_DEGREE,
                        longitude.doubleValue() * METRES_A_DEGREE * shrink,
                        i + 1));
            }
        }
        if (spots.isEmpty()) {
            return new FindingSketch(List.of(), 0);
        }
        double south = spots.stream().mapToDouble(Spot::north).min().orElseThrow();
        double north = spots.stream().mapToDouble(Spot::north).max().orElseThrow();
        double west = spots.stream().mapToDouble(Spot::east).min().orElseThrow();
        double east = spots.stream().mapToDouble(Spot::east).max().orElseThrow();
        double scale = Math.min(
                (WIDTH - 2 * MARGIN) / Math.max(NARROWEST, east - west),
                (HEIGHT - 2 * MARGIN) / Math.max(NARROWEST, north - south));
        List<Point> points = new ArrayList<>();
        for (Spot each : spots) {
            double x = WIDTH / 2 + (each.east - (west + east) / 2) * scale;
            double y = HEIGHT / 2 - (each.north - (south + north) / 2) * scale;
            Point same = points.stream()
                    .filter(point -> Math.hypot(point.x - x, point.y - y) < 14)
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                points.add(new Point(x, y, String.valueOf(each.number)));
            } else {
                points.set(points.indexOf(same), new Point(same.x, same.y, same.number + "," + each.number));
            }
        }
        return new FindingSketch(points, Math.round(WIDTH / scale));
    }

    private static @Nullable Number place(Located located, String name) {
        if (located.fact().payload().get(name) instanceof Number told) {
            return told;
        }
        return name.equals("latitude")
                ? located.subject().latitude()
                : located.subject().longitude();
    }
}
