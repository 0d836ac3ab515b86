package gridwork.printing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontUtil;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;
import org.jspecify.annotations.Nullable;

/**
 * A chart of stacked columns for reports, drawn as lines and text. Each tone has a hatching of its own beside its colour,
 * so that the parts are told apart in grey and by readers who are colour-blind.
 */
public final class StackedColumns extends AbstractRenderer implements Graphics2DRenderable {
    private static final long serialVersionUID = 1;
    private static final Color INK = new Color(0x1a2730);
    private static final Color MUTED = new Color(0x52616c);
    private static final Color LINE = new Color(0xd4dde2);
    private static final float TEXT = 7.5f;
    private static final double HEAD = 10;
    private static final double ROW = 12;
    private static final double LEFT = 78;

    private final transient List<?> categories;
    private final transient List<Series> series;

    private StackedColumns(List<?> categories, List<Series> series) {
        this.categories = categories;
        this.series = series;
    }

    /**
     * @param chart {@code {categories: [text], series: [{label, tone, counts: [whole number], drawn: boolean}]}}, the first
     *     series at the foot; one that is not drawn is given in numbers only
     */
    public static StackedColumns of(Map<?, ?> chart) {
        return new StackedColumns(
                list(chart, "categories"),
                list(chart, "series").stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each -> new Series(
                                String.valueOf(each.get("label")),
                                Look.valueOf(String.valueOf(each.get("tone")).toUpperCase(Locale.ROOT)),
                                list(each, "counts"),
                                Boolean.TRUE.equals(each.get("drawn"))))
                        .toList());
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return (List<?>) Objects.requireNonNull(map.get(name), name);
    }

    private record Series(String label, Look look, List<?> counts, boolean drawn) {
        long at(int column) {
            return counts.get(column) instanceof Number number ? number.longValue() : 0;
        }
    }

    /** How a tone is drawn: paper, hatching (degrees, null = none) and outline. */
    private enum Look {
        WHITE(0xffffff, 0x7d8c97, null),
        YELLOW(0xffe08a, 0x8a6a10, 45),
        RED(0xa8261b, 0x6b120b, null),
        GREEN(0xbfe3c9, 0x2f7a48, 0),
        GREY(0xe7ecef, 0x8c9ba6, -45);

        private final Color paper;
        private final Color line;
        private final @Nullable Integer hatching;

        Look(int paper, int line, @Nullable Integer hatching) {
            this.paper = new Color(paper);
            this.line = new Color(line);
            this.hatching = hatching;
        }
    }

    @Override
    public void render(JasperReportsContext context, Graphics2D g, Rectangle2D place) {
        Font font = FontUtil.getInstance(context)
                .getAwtFontFromBundles("Noto Sans SC", Font.PLAIN, TEXT, Locale.SIMPLIFIED_CHINESE, false);
        g.setFont(font);
        g.translate(place.getX(), place.getY());
        var plot = new Rectangle2D.Double(
                LEFT, HEAD, place.getWidth() - LEFT, place.getHeight() - HEAD - ROW * (series.size() + 1));
        List<Series> drawn = series.stream().filter(Series::drawn).toList();
        long most = 0;
        for (int column = 0; column < categories.size(); column++) {
            most = Math.max(most, total(drawn, column));
        }
        long step = step(most);
        long top = Math.max(step, (most + step - 1) / step * step);
        scale(g, plot, step, top);
        double width = plot.width / Math.max(1, categories.size());
        for (int column = 0; column < categories.size(); column++) {
            column(g, plot, drawn, column, width, top);
            double middle = plot.x + width * (column + 0.5);
            g.setColor(MUTED);
            centred(g, String.valueOf(categories.get(column)), middle, plot.getMaxY() + ROW - 2);
            g.setColor(INK);
            for (int row = 0; row < series.size(); row++) {
                centred(g, String.valueOf(series.get(row).at(column)), middle, line(plot, series, row));
            }
        }
        for (int row = 0; row < series.size(); row++) {
            name(g, series.get(row), line(plot, series, row));
        }
        g.setColor(INK);
        g.setStroke(new BasicStroke(0.8f));
        g.draw(new Line2D.Double(plot.x, plot.getMaxY(), plot.getMaxX(), plot.getMaxY()));
    }

    private static long total(List<Series> series, int column) {
        return series.stream().mapToLong(each -> each.at(column)).sum();
    }

    /** The rows of numbers stand in the order of the columns' parts, the first series at the foot. */
    private static double line(Rectangle2D plot, List<Series> series, int row) {
        return plot.getMaxY() + ROW * (series.size() - row + 1) - 2;
    }

    /** The head of a row of numbers is the legend as well. */
    private static void name(Graphics2D g, Series series, double line) {
        draw(g, new Rectangle2D.Double(0, line - 7.5, 12, 8), series.look());
        g.setColor(INK);
        g.drawString(series.label(), 16f, (float) line);
    }

    private static void column(
            Graphics2D g, Rectangle2D plot, List<Series> series, int column, double width, long top) {
        double bar = Math.min(24, width * 0.6);
        double x = plot.getX() + width * (column + 0.5) - bar / 2;
        double foot = plot.getMaxY();
        for (Series each : series) {
            long count = each.at(column);
            if (count > 0) {
                double height = plot.getHeight() * count / top;
                draw(g, new Rectangle2D.Double(x, foot - height, bar, height), each.look());
                foot -= height;
            }
        }
        g.setColor(INK);
        centred(g, String.valueOf(total(series, column)), x + bar / 2, foot - 2.5);
    }

    private static void draw(Graphics2D g, Rectangle2D box, Look look) {
        g.setColor(look.paper);
        g.fill(box);
        g.setColor(look.line);
        if (look.hatching != null) {
            Shape before = g.getClip();
            g.clip(box);
            g.setStroke(new BasicStroke(0.5f));
            hatch(g, box, Math.toRadians(look.hatching));
            g.setClip(before);
        }
        g.setStroke(new BasicStroke(0.6f));
        g.draw(box);
    }

    private static void hatch(Graphics2D g, Rectangle2D box, double angle) {
        double reach = box.getWidth() + box.getHeight();
        for (double d = -reach; d <= reach; d += 3.2) {
            double x = box.getCenterX() - Math.sin(angle) * d;
            double y = box.getCenterY() + Math.cos(angle) * d;
            double dx = Math.cos(angle) * reach;
            double dy = Math.sin(angle) * reach;
            g.draw(new Line2D.Double(x - dx, y - dy, x + dx, y + dy));
        }
    }

    private static void scale(Graphics2D g, Rectangle2D plot, long step, long top) {
        g.setStroke(new BasicStroke(0.4f));
        for (long at = 0; at <= top; at += step) {
            double y = plot.getMaxY() - plot.getHeight() * at / top;
            if (at > 0) {
                g.setColor(LINE);
                g.draw(new Line2D.Double(plot.getX(), y, plot.getMaxX(), y));
            }
            g.setColor(MUTED);
            String text = String.valueOf(at);
            g.drawString(text, (float) (plot.getX() - 4 - g.getFontMetrics().stringWidth(text)), (float) y + 2.7f);
        }
    }

    /** 1, 2 or 5 times a power of ten, so that there are at most five lines. */
    private static long step(long most) {
        long power = 1;
        while (true) {
            for (long each : new long[] {power, 2 * power, 5 * power}) {
                if (each * 5 >= most) {
                    return each;
                }
            }
            power *= 10;
        }
    }

    private static void centred(Graphics2D g, String text, double x, double y) {
        g.drawString(
                text, (float) (x - g.getFontMetrics().getStringBounds(text, g).getWidth() / 2), (float) y);
    }
}
