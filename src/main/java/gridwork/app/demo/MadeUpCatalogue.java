package gridwork.app.demo;

import gridwork.platform.Label;
import gridwork.street.CatalogueIntake;
import gridwork.street.Matters;
import gridwork.street.Remit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The catalogue of the street that does not exist: 13 duties and 350 matters of our own making, each of which says so. A
 * norm is cited only where it is about the matter.
 */
final class MadeUpCatalogue {
    static final int MATTERS = 350;
    private static final String FILE = "/demo/matters.csv";
    private static final List<Remit> REMITS = List.of(
            new Remit("appearance", new Label("市容环境卫生", "City appearance and sanitation")),
            new Remit("order", new Label("街面秩序与户外广告", "Order in the streets and outdoor advertising")),
            new Remit("greening", new Label("园林绿化", "Greens and trees")),
            new Remit("parking", new Label("停车与非机动车管理", "Parking and bicycles")),
            new Remit("planning", new Label("违法建设治理", "Illegal building")),
            new Remit("environment", new Label("油烟、噪声与排水", "Fumes, noise and drainage")),
            new Remit("fire", new Label("消防安全", "Fire safety")),
            new Remit("work-safety", new Label("安全生产", "Work safety")),
            new Remit("housing", new Label("房屋使用与物业管理", "Homes and property management")),
            new Remit("conduct", new Label("养犬与文明行为", "Dogs and conduct in public")),
            new Remit("livelihood", new Label("民生服务与纠纷调解", "Services and mediation")));

    private MadeUpCatalogue() {}

    /** Once; what is there already, perhaps changed since, stays as it is. */
    static void comeIn(CatalogueIntake intake, Matters matters, String reason, String by) {
        List<String> there = Stream.concat(
                        matters.remits().stream().map(Remit::id), matters.find("js-010").map(each -> FILE).stream())
                .toList();
        REMITS.stream().filter(each -> !there.contains(each.id())).forEach(each -> intake.put(each, reason, by));
        if (there.contains(FILE)) {
            return;
        }
        try (InputStream file = MadeUpCatalogue.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new FileNotFoundException(FILE);
            }
            CatalogueIntake.Taken taken = intake.takeIn(file, "demo-matters.csv", reason, by);
            if (taken.refused() > 0) {
                throw new IllegalStateException("of the made-up matters " + taken.refused() + " were refused");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
