package gridwork.printing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;

/** The modules of a QR code in a report, drawn as one filled path: sharp at any size, without pixels. */
public final class QrModules extends AbstractRenderer implements Graphics2DRenderable {
    private static final long serialVersionUID = 1;
    private static final int QUIET = 4;
    private final transient List<?> rows;

    private QrModules(List<?> rows) {
        this.rows = rows;
    }

    /** @param rows texts from the top, 1 = dark, without the quiet zone */
    public static QrModules of(Object rows) {
        return new QrModules((List<?>) rows);
    }

    @Override
    public void render(JasperReportsContext context, Graphics2D g, Rectangle2D place) {
        double module = Math.min(place.getWidth(), place.getHeight()) / (rows.size() + 2 * QUIET);
        var dark = new Path2D.Double();
        for (int y = 0; y < rows.size(); y++) {
            String row = String.valueOf(rows.get(y));
            for (int x = 0; x < row.length(); x++) {
                int from = x;
                while (x < row.length() && row.charAt(x) == '1') {
                    x++;
                }
                if (x > from) {
                    dark.append(
                            new Rectangle2D.Double(
                                    place.getX() + (from + QUIET) * module,
                                    place.getY() + (y + QUIET) * module,
                                    (x - from) * module,
                                    module),
                            false);
                }
            }
        }
        g.setColor(Color.BLACK);
        g.fill(dark);
    }
}
