package gridwork.app.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A street of real size that does not exist (演示街道). The same last day gives the same street, to the byte: each file has
 * a seed of its own. What comes out are files as a street office would get them, for the ordinary intake.
 */
final class MadeUpStreet {
    static final int GRIDS_PER_COMMUNITY = 5;
    static final int SITES = 46;
    static final int MERCHANTS = 2_300;
    static final int ENTERPRISES = 12_000;
    static final int MONTHS = 12;

    /** Open sea: no real place is meant. */
    private static final double SOUTH = 30.6200;

    private static final double WEST = 123.4000;
    private static final double CELL = 0.0080;
    private static final int CELLS_A_ROW = 10;

    static final AreaId STREET = new AreaId("street");

    private final LocalDate until;

    MadeUpStreet(LocalDate until) {
        this.until = until;
    }

    LocalDate from() {
        return until.minusMonths(MONTHS).plusDays(1);
    }

    /** An account whose password is its name. */
    record Account(OfficerId id, String name, Set<Duty> duties) {}

    /** A file of the intake, in the order of loading: what comes first is needed first. */
    record Sheet(String mapping, Path file, long rows) {}

    List<Area> areas() {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area(STREET, Area.Kind.STREET, Words.STREET, null));
        department(areas, "chengguan", "综合行政执法中队");
        department(areas, "shichang", "市场监督管理所");
        department(areas, "xiaofang", "消防工作站");
        department(areas, "anjian", "应急管理与安全生产站");
        department(areas, "police", "派出所");
        department(areas, "pingan", "平安办");
        department(areas, "xiaoan", "消安办");
        department(areas, "gongguan", "公管办");
        department(areas, "property", "小区物业联络站");
        department(areas, "fazhan", "区域发展办");
        for (int c = 0; c < Words.COMMUNITIES.size(); c++) {
            String community = Words.COMMUNITIES.get(c) + "社区";
            AreaId id = new AreaId("c%02d".formatted(c + 1));
            areas.add(new Area(id, Area.Kind.COMMUNITY, community, STREET));
            for (int g = 0; g < GRIDS_PER_COMMUNITY; g++) {
                areas.add(new Area(grid(c, g), Area.Kind.GRID, community + Words.ORDINALS.get(g) + "网格", id));
            }
        }
        return areas;
    }

    private static void department(List<Area> areas, String code, String name) {
        areas.add(new Area(new AreaId(code), Area.Kind.DEPARTMENT, name, STREET));
    }

    private static AreaId grid(int community, int grid) {
        return new AreaId("g%02d%02d".formatted(community + 1, grid + 1));
    }

    private static int grids() {
        return Words.COMMUNITIES.size() * GRIDS_PER_COMMUNITY;
    }

    private static AreaId grid(int number) {
        return grid(number / GRIDS_PER_COMMUNITY, number % GRIDS_PER_COMMUNITY);
    }

    List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        account(accounts, "worker", "网格员", "grid-worker", "g0101");
        account(accounts, "leader", "网格长", "grid-leader", "g0101");
        account(accounts, "secretary", "社区书记", "community-secretary", "c01");
        account(accounts, "office", "街道科室", "office-clerk", "street");
        for (int i = 1; i <= 4; i++) {
            account(accounts, "inspector" + i, "检查员", "inspector", "street");
        }
        areas().stream().filter(each -> each.kind() == Area.Kind.DEPARTMENT).forEach(each -> {
            String department = each.id().value();
            account(accounts, department, each.name(), "department-officer", department);
        });
        account(accounts, "policy", "政策专员", "policy-officer", "street");
        account(accounts, "approver", "审批人", "approver", "street");
        account(accounts, "manager", "街道领导", "manager", "street");
        account(accounts, "admin", "系统管理员", "administrator", "street");
        account(accounts, "liaison", "街道联社干部", "liaison-officer", "street");
        areas().stream().filter(each -> each.kind() == Area.Kind.DEPARTMENT).forEach(each -> {
            String department = each.id().value();
            account(accounts, department + "-inspector", each.name() + "检查员", "inspector", department);
        });
        return accounts;
    }

    private static void account(List<Account> accounts, String id, String title, String role, String area) {
        int number = accounts.size();
        String person = Words.SURNAMES.get(number) + Words.GIVEN.get(number % Words.GIVEN.size());
        accounts.add(new Account(new OfficerId(id), person + "（" + title + "）", Set.of(new Duty(role, area))));
    }

    /** Writes all files into a folder; sites and their history come first. */
    List<Sheet> write(Path folder) {
        try {
            Files.createDirectories(folder);
            ShopHistory shops = new ShopHistory(this);
            List<Firm> firms = new ArrayList<>();
            enterprises(row -> {}, firms);
            FirmHistory history = new FirmHistory(this, firms);
            return List.of(
                    sheet(folder, "demo-sites", this::sites),
                    sheet(folder, "demo-violations", rows -> new SiteHistory(this).violations(rows)),
                    sheet(folder, "demo-checks", rows -> new SiteHistory(this).checks(rows)),
                    sheet(folder, "demo-complaints", rows -> new SiteHistory(this).complaints(rows)),
                    sheet(folder, "demo-merchants", this::merchants),
                    ofShops(folder, shops, "demo-merchant-checks"),
                    ofShops(folder, shops, "demo-merchant-visits"),
                    ofShops(folder, shops, "demo-merchant-complaints"),
                    ofShops(folder, shops, "demo-complaint-verdicts"),
                    ofShops(folder, shops, "demo-camera-findings"),
                    ofShops(folder, shops, "demo-kitchen-alerts"),
                    ofShops(folder, shops, "demo-merchant-rectifications"),
                    ofShops(folder, shops, "demo-credit-repairs"),
                    sheet(folder, "demo-enterprises", rows -> enterprises(rows, new ArrayList<>())),
                    ofFirms(folder, history, "demo-registrations"),
                    ofFirms(folder, history, "demo-tax-registrations"),
                    ofFirms(folder, history, "demo-location-checks"),
                    ofFirms(folder, history, "demo-profiles"),
                    ofFirms(folder, history, "demo-revenues"),
                    ofFirms(folder, history, "demo-taxes"),
                    ofFirms(folder, history, "demo-qualifications"),
                    ofFirms(folder, history, "demo-risks"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Sheet ofShops(Path folder, ShopHistory shops, String name) throws IOException {
        return sheet(folder, name, rows -> shops.write(name, rows));
    }

    private static Sheet ofFirms(Path folder, FirmHistory history, String name) throws IOException {
        return sheet(folder, name, rows -> history.write(name, rows));
    }

    record Firm(String code, String address, LocalDate founded) {}

    /** The code of a shop by its number from 0. */
    static String shop(int number) {
        return "SH-%05d".formatted(number + 1);
    }

    private static Sheet sheet(Path folder, String name, Consumer<Consumer<List<String>>> rows) throws IOException {
        Path file = folder.resolve(name + ".csv");
        Path part = folder.resolve(name + ".part");
        long[] written = {-1}; // the first row names the columns
        try (CsvWriter csv = CsvWriter.builder().build(part, StandardCharsets.UTF_8)) {
            rows.accept(row -> {
                csv.writeRecord(row);
                written[0]++;
            });
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return new Sheet(name, file, written[0]);
    }

    record Site(String code, String name, AreaId grid, String address, Place place, LocalDate openedOn) {}

    record Place(BigDecimal latitude, BigDecimal longitude) {}

    List<Site> allSites() {
        RandomGenerator random = new SplittableRandom(46);
        Set<String> names = new HashSet<>();
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < SITES; i++) {
            String name;
            do {
                name = pick(random, Words.SITE_PLACES) + pick(random, Words.SITE_WORKS);
            } while (!names.add(name));
            // the accounts' own grid and community get some
            int grid = i < 3 ? 0 : i < 8 ? random.nextInt(GRIDS_PER_COMMUNITY) : random.nextInt(grids());
            LocalDate openedOn = from().minusDays(200).plusDays(random.nextInt(260));
            sites.add(new Site(
                    "GD-%03d".formatted(i + 1), name, grid(grid), address(random), place(random, grid), openedOn));
        }
        return sites;
    }

    private void sites(Consumer<List<String>> rows) {
        rows.accept(List.of("工地编号", "工地名称", "网格", "地址", "纬度", "经度", "开工日期"));
        for (Site each : allSites()) {
            rows.accept(List.of(
                    each.code(),
                    each.name(),
                    each.grid().value(),
                    each.address(),
                    each.place().latitude().toPlainString(),
                    each.place().longitude().toPlainString(),
                    each.openedOn().toString()));
        }
    }

    private void merchants(Consumer<List<String>> rows) {
        rows.accept(List.of("商户编号", "店名", "网格", "地址", "纬度", "经度", "开业日期"));
        RandomGenerator random = new SplittableRandom(2_300);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < MERCHANTS; i++) {
            String name = null;
            while (name == null || !names.add(name)) {
                name = pick(random, Words.SHOP_FIRST)
                        + pick(random, Words.SHOP_SECOND)
                        + pick(random, Words.SHOP_TRADES);
            }
            subject(rows, random, shop(i), name, null, 9);
        }
    }

    private void enterprises(Consumer<List<String>> rows, List<Firm> firms) {
        rows.accept(List.of("企业编号", "企业名称", "网格", "地址", "纬度", "经度", "成立日期"));
        RandomGenerator random = new SplittableRandom(12_000);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ENTERPRISES; i++) {
            String name = null;
            while (name == null || !names.add(name)) {
                name = "青澜" + pick(random, Words.FIRM_FIRST) + pick(random, Words.FIRM_SECOND)
                        + pick(random, Words.FIRM_TRADES) + "有限公司";
            }
            List<String> row =
                    subject(rows, random, "QY-%05d".formatted(i + 1), name, (1 + random.nextInt(28)) + "层", 14);
            firms.add(new Firm(row.get(0), row.get(3), LocalDate.parse(row.get(6))));
        }
    }

    private List<String> subject(
            Consumer<List<String>> rows,
            RandomGenerator random,
            String code,
            String name,
            @Nullable String floor,
            int years) {
        int grid = random.nextInt(grids());
        Place place = place(random, grid);
        List<String> row = List.of(
                code,
                name,
                grid(grid).value(),
                floor == null ? address(random) : address(random) + floor,
                place.latitude().toPlainString(),
                place.longitude().toPlainString(),
                until.minusDays(30 + random.nextInt(years * 365)).toString());
        rows.accept(row);
        return row;
    }

    private static Place place(RandomGenerator random, int grid) {
        double latitude = SOUTH + (grid / CELLS_A_ROW + random.nextDouble()) * CELL;
        double longitude = WEST + (grid % CELLS_A_ROW + random.nextDouble()) * CELL;
        return new Place(degrees(latitude), degrees(longitude));
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    }

    static String address(RandomGenerator random) {
        return pick(random, Words.ROADS) + (1 + random.nextInt(399)) + "号";
    }

    static <T> T pick(RandomGenerator random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    LocalDate until() {
        return until;
    }
}
