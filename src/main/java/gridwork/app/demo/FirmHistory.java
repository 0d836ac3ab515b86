package gridwork.app.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the offices know of the made-up enterprises: registration and its changes, where tax is paid and where people found
 * them at work, revenue and tax by month, certificates, risks. Some of it is spelled another way than before, which is no
 * change.
 */
final class FirmHistory {
    /** Every so manieth reports each month of two years; the others the last months and the same of the year before. */
    private static final int LARGE = 50;

    private static final int LAST_MONTHS = 4;
    private static final int YEAR = 12;
    /** Days until a month's figures are in. */
    private static final int REPORTED_AFTER = 12;

    private record Line(LocalDate on, String reference, List<String> cells) {}

    private final Map<String, List<Line>> sheets = new LinkedHashMap<>();
    private final LocalDate until;
    private final YearMonth lastMonth;

    FirmHistory(MadeUpStreet street, List<MadeUpStreet.Firm> firms) {
        this.until = street.until();
        this.lastMonth = YearMonth.from(until.minusDays(REPORTED_AFTER)).minusMonths(1);
        for (int i = 0; i < firms.size(); i++) {
            live(i, firms.get(i), new SplittableRandom(90_000 + i));
        }
        sheets.values()
                .forEach(lines -> lines.sort(Comparator.comparing(Line::on).thenComparing(Line::reference)));
    }

    private void live(int number, MadeUpStreet.Firm firm, RandomGenerator random) {
        String person = person(random);
        LocalDate founded = firm.founded();
        line("demo-registrations", founded, firm, "新设", firm.address(), person);
        if (random.nextInt(100) < 6) {
            // the same said in other words
            line("demo-registrations", lately(founded, 300, random), firm, "变更", " " + wide(firm.address()), person);
        }
        if (random.nextInt(1000) < 12) {
            line("demo-registrations", lately(founded, 120, random), firm, "变更", firm.address(), person(random));
        }
        if (random.nextInt(1000) < 9) {
            line("demo-registrations", lately(founded, 120, random), firm, "变更", MadeUpStreet.address(random), person);
        }
        boolean taxedHere = random.nextInt(100) < 96;
        boolean foundHere = random.nextInt(100) < 97;
        line("demo-tax-registrations", founded, firm, taxedHere ? "本街道" : "外地");
        line(
                "demo-location-checks",
                lately(founded, 330, random),
                firm,
                foundHere ? "在本街道" : random.nextBoolean() ? "不在本街道" : "查无下落");
        line(
                "demo-profiles",
                lately(founded, 330, random),
                firm,
                MadeUpStreet.pick(random, Words.INDUSTRIES),
                String.valueOf(2 + random.nextInt(number % LARGE == 0 ? 260 : 24)),
                String.valueOf(random.nextInt(100) < 8 ? 20_000 * (1 + random.nextInt(40)) : 0));
        months(number % LARGE == 0, firm, random);
        if (random.nextInt(1000) < 25) {
            line(
                    "demo-qualifications",
                    lately(founded, 900, random),
                    firm,
                    random.nextInt(4) == 0 ? "专精特新企业" : "高新技术企业");
        }
        if (random.nextInt(1000) < 14) {
            line("demo-risks", lately(founded, 340, random), firm, MadeUpStreet.pick(random, Words.RISKS));
        }
    }

    private void months(boolean large, MadeUpStreet.Firm firm, RandomGenerator random) {
        double size = (large ? 1_500_000 : 60_000) * (0.4 + random.nextDouble() * 2);
        // most grow a little, some shrink a lot
        double year = random.nextInt(100) < 7 ? 0.5 + random.nextDouble() * 0.34 : 0.92 + random.nextDouble() * 0.3;
        for (int back = 2 * YEAR + LAST_MONTHS; back >= 0; back--) {
            YearMonth month = lastMonth.minusMonths(back);
            boolean told = large || back < LAST_MONTHS || back >= YEAR && back < YEAR + LAST_MONTHS;
            if (!told || month.atEndOfMonth().isBefore(firm.founded())) {
                continue;
            }
            double revenue = size * (back < YEAR ? year : 1) * (0.97 + random.nextDouble() * 0.06);
            line("demo-revenues", month.atEndOfMonth(), firm, "%.0f".formatted(revenue));
            if (large) {
                line("demo-taxes", month.atEndOfMonth(), firm, "%.0f".formatted(revenue * 0.03));
            }
        }
    }

    private LocalDate lately(LocalDate founded, int days, RandomGenerator random) {
        LocalDate day = until.minusDays(random.nextInt(days));
        return day.isAfter(founded) ? day : founded;
    }

    private static String person(RandomGenerator random) {
        return MadeUpStreet.pick(random, Words.SURNAMES) + MadeUpStreet.pick(random, Words.GIVEN);
    }

    /** Digits in full width. */
    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(each -> wide.append((char) (each >= '0' && each <= '9' ? each - '0' + '０' : each)));
        return wide.toString();
    }

    private void line(String sheet, LocalDate on, MadeUpStreet.Firm firm, String... cells) {
        List<Line> lines = sheets.computeIfAbsent(sheet, name -> new ArrayList<>());
        String reference = "%s-%06d".formatted(firm.code(), lines.size() + 1);
        List<String> all = new ArrayList<>(List.of(reference, firm.code(), on.toString()));
        all.addAll(List.of(cells));
        lines.add(new Line(on, reference, all));
    }

    void write(String sheet, Consumer<List<String>> rows) {
        List<String> columns = new ArrayList<>(List.of("编号", "企业编号", "日期"));
        columns.addAll(
                switch (sheet) {
                    case "demo-registrations" -> List.of("登记类型", "注册地址", "法定代表人");
                    case "demo-tax-registrations" -> List.of("税收归属");
                    case "demo-location-checks" -> List.of("核实结果");
                    case "demo-profiles" -> List.of("行业", "从业人员数", "研发投入");
                    case "demo-revenues" -> List.of("营业收入");
                    case "demo-taxes" -> List.of("税收");
                    case "demo-qualifications" -> List.of("资质");
                    case "demo-risks" -> List.of("风险");
                    default -> throw new IllegalArgumentException(sheet);
                });
        rows.accept(columns);
        sheets.getOrDefault(sheet, List.of()).forEach(each -> rows.accept(each.cells()));
    }
}
