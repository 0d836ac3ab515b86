package gridwork.app.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Twelve months in the made-up shops: checks, visits, complaints and what was found of them, what cameras saw, what was put
 * right. Most shops are careful, some careless, a few of late reckless; what that means in points is for the rules to say.
 */
final class ShopHistory {
    /** Of a hundred shops, so many are reckless now; so many careless. */
    private static final int RECKLESS = 3;

    private static final int CARELESS = 14;
    /** Days back in which the reckless got so. */
    private static final int LATELY = 110;

    private enum Way {
        CAREFUL(1, 2, 3, 0, 0),
        CARELESS(3, 30, 25, 2, 3),
        RECKLESS(5, 70, 60, 5, 6);

        /** Checks in the stretch; of a hundred, how many checks and visits go badly; complaints; what cameras see. */
        private final int checks;

        private final int badChecks;
        private final int badVisits;
        private final int complaints;
        private final int sights;

        Way(int checks, int badChecks, int badVisits, int complaints, int sights) {
            this.checks = checks;
            this.badChecks = badChecks;
            this.badVisits = badVisits;
            this.complaints = complaints;
            this.sights = sights;
        }
    }

    private record Line(LocalDate on, String reference, List<String> cells) {}

    private final Map<String, List<Line>> sheets = new LinkedHashMap<>();
    private final LocalDate from;
    private final LocalDate until;

    ShopHistory(MadeUpStreet street) {
        this.from = street.from();
        this.until = street.until();
        for (int i = 0; i < MadeUpStreet.MERCHANTS; i++) {
            RandomGenerator random = new SplittableRandom(50_000 + i);
            String shop = MadeUpStreet.shop(i);
            int place = (i * 37 + 11) % 100;
            Way now = place < RECKLESS ? Way.RECKLESS : place < RECKLESS + CARELESS ? Way.CARELESS : Way.CAREFUL;
            LocalDate turned = until.minusDays(LATELY);
            stretch(shop, now == Way.RECKLESS ? Way.CARELESS : now, from, turned, random);
            stretch(shop, now, turned, until, random);
        }
        sheets.values()
                .forEach(lines -> lines.sort(Comparator.comparing(Line::on).thenComparing(Line::reference)));
    }

    private void stretch(String shop, Way way, LocalDate begin, LocalDate end, RandomGenerator random) {
        for (int i = 0; i < way.checks; i++) {
            check(shop, way, day(begin, end, random), random);
        }
        if (random.nextInt(100) < 60) {
            boolean bad = random.nextInt(100) < way.badVisits;
            line(
                    "demo-merchant-visits",
                    day(begin, end, random),
                    random,
                    shop,
                    MadeUpStreet.pick(random, bad ? Words.BAD_VISITS : Words.GOOD_VISITS));
        }
        for (int i = 0; i < way.complaints; i++) {
            complaint(shop, day(begin, end, random), random);
        }
        for (int i = 0; i < way.sights; i++) {
            boolean kitchen = random.nextInt(3) == 0;
            line(
                    kitchen ? "demo-kitchen-alerts" : "demo-camera-findings",
                    day(begin, end, random),
                    random,
                    shop,
                    MadeUpStreet.pick(random, kitchen ? Words.KITCHEN : Words.SIGHTS),
                    "0.%02d".formatted(70 + random.nextInt(30)),
                    "SXT-%03d".formatted(1 + random.nextInt(120)));
        }
        if (way == Way.CARELESS && random.nextInt(100) < 20) {
            line(
                    "demo-credit-repairs",
                    day(begin, end, random),
                    random,
                    shop,
                    MadeUpStreet.pick(random, Words.REPAIRS));
        }
    }

    private void check(String shop, Way way, LocalDate on, RandomGenerator random) {
        boolean bad = random.nextInt(100) < way.badChecks;
        boolean grave = bad && random.nextInt(100) < (way == Way.RECKLESS ? 55 : 25);
        String result = grave ? "不合格" : bad ? "责令改正" : "合格";
        int found = bad ? 1 + random.nextInt(4) : 0;
        line("demo-merchant-checks", on, random, shop, result, String.valueOf(found), "市场监督管理所");
        if (bad) {
            LocalDate done = on.plusDays(3 + random.nextInt(20));
            if (!done.isAfter(until) && random.nextInt(100) < 85) {
                line("demo-merchant-rectifications", done, random, shop, random.nextInt(100) < 75 ? "按期整改" : "逾期整改");
            }
        }
    }

    private void complaint(String shop, LocalDate on, RandomGenerator random) {
        List<String> what = MadeUpStreet.pick(random, Words.SHOP_COMPLAINTS);
        String reference = line("demo-merchant-complaints", on, random, shop, what.get(0), what.get(1));
        LocalDate looked = on.plusDays(1 + random.nextInt(9));
        if (!looked.isAfter(until) && random.nextInt(100) < 80) {
            line(
                    "demo-complaint-verdicts",
                    looked,
                    random,
                    shop,
                    what.get(0),
                    random.nextInt(100) < 55 ? "1" : "0",
                    reference,
                    on.toString());
        }
    }

    private static LocalDate day(LocalDate begin, LocalDate end, RandomGenerator random) {
        int days = (int) (end.toEpochDay() - begin.toEpochDay());
        return begin.plusDays(1 + random.nextInt(days));
    }

    private String line(String sheet, LocalDate on, RandomGenerator random, String shop, String... cells) {
        List<Line> lines = sheets.computeIfAbsent(sheet, name -> new ArrayList<>());
        String reference = "%s-%05d".formatted(shop, lines.size() + 1);
        List<String> all = new ArrayList<>(
                List.of(reference, shop, on + " " + LocalTime.of(9 + random.nextInt(11), random.nextInt(60))));
        all.addAll(List.of(cells));
        lines.add(new Line(on, reference, all));
        return reference;
    }

    void write(String sheet, Consumer<List<String>> rows) {
        List<String> columns = new ArrayList<>(List.of("编号", "商户编号", "时间"));
        columns.addAll(
                switch (sheet) {
                    case "demo-merchant-checks" -> List.of("检查结果", "发现问题数", "检查部门");
                    case "demo-merchant-visits" -> List.of("走访结果");
                    case "demo-merchant-complaints" -> List.of("投诉事项", "内容");
                    case "demo-complaint-verdicts" -> List.of("投诉事项", "属实", "投诉编号", "投诉日期");
                    case "demo-camera-findings", "demo-kitchen-alerts" -> List.of("类别", "可信度", "摄像头");
                    case "demo-merchant-rectifications" -> List.of("整改情况");
                    case "demo-credit-repairs" -> List.of("修复方式");
                    default -> throw new IllegalArgumentException(sheet);
                });
        rows.accept(columns);
        sheets.getOrDefault(sheet, List.of()).forEach(each -> rows.accept(each.cells()));
    }
}
