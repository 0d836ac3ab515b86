package gridwork.app.demo;

import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the made-up street's devices, trucks and people told in its last days: enough that every pattern is found once. It
 * comes in as signals do, one after the other and as of now: nothing is found in what is imported as history.
 */
final class SignalHistory {
    private static final String SOURCE = "made-up-street-signals";
    private static final BigDecimal NEAR = new BigDecimal("0.0002");
    private static final BigDecimal FAR = new BigDecimal("0.0400");

    private final MadeUpStreet street;
    private final ZoneId zone;
    private final List<MadeUpStreet.Site> sites;
    private final List<NewFact> facts = new ArrayList<>();

    SignalHistory(MadeUpStreet street, ZoneId zone) {
        this.street = street;
        this.zone = zone;
        this.sites = street.allSites();
        noise();
        trucks();
        reports();
    }

    List<NewFact> facts() {
        return List.copyOf(facts);
    }

    Map<SubjectRef, SubjectDetails> subjects() {
        Map<SubjectRef, SubjectDetails> all = new LinkedHashMap<>();
        for (int i = 0; i < 2; i++) {
            standing(all, "device", "ZS-0" + (i + 1), "路口噪声仪 " + (i + 1), i, BigDecimal.ZERO);
            standing(all, "device", "ZP-0" + (i + 1), "路口抓拍相机 " + (i + 1), i, NEAR);
        }
        for (int i = 0; i < 4; i++) {
            standing(all, "device", "TC-0" + (i + 1), "停车场道闸 " + (i + 1), i + 2, BigDecimal.ZERO);
        }
        standing(all, "place", "GC-01", "听澜广场", 3, NEAR);
        standing(all, "place", "GC-02", "柳汀河岸步道", 4, NEAR);
        standing(all, "place", "GC-03", "鹿鸣街口", 5, NEAR);
        for (int i = 1; i <= 4; i++) {
            all.put(
                    new SubjectRef("vehicle", "ZT-0" + i),
                    new SubjectDetails("渣土车 " + i, null, null, null, null, street.from()));
        }
        return all;
    }

    private void standing(
            Map<SubjectRef, SubjectDetails> all, String kind, String code, String name, int at, BigDecimal north) {
        MadeUpStreet.Site site = sites.get(at);
        AreaId area = site.grid();
        all.put(
                new SubjectRef(kind, code),
                new SubjectDetails(
                        name,
                        area,
                        site.address(),
                        site.place().latitude().add(north),
                        site.place().longitude(),
                        street.from()));
    }

    private void noise() {
        told("device/ZS-01", "noise-reading", null, 2, "23:10:05", "96.5", Map.of());
        told("device/ZP-01", "plate-capture", null, 2, "23:10:07", null, Map.of("plate", "演A·D0417", "lane", "2"));
        told(
                "device/TC-01",
                "parking-entry",
                null,
                2,
                "23:16:30",
                null,
                Map.of("plate", "演A·D0417", "carPark", "听澜停车场"));
        told("device/ZS-02", "noise-reading", null, 1, "08:00:00", "68.0", Map.of());
        told("device/ZP-02", "plate-capture", null, 1, "08:00:01", null, Map.of("plate", "演A·K2200", "lane", "1"));
        told(
                "device/TC-02",
                "parking-entry",
                null,
                1,
                "08:20:00",
                null,
                Map.of("plate", "演A·K2200", "carPark", "柳汀停车场"));
    }

    /** The first is in order, the second lacks its papers, the third takes a way that is not filed, the fourth dumps. */
    private void trucks() {
        for (int truck : List.of(1, 3, 4)) {
            String of = "vehicle/ZT-0" + truck;
            for (String approval : List.of("disposal", "transport")) {
                told(
                        of,
                        "truck-permit",
                        approval,
                        30,
                        "09:00:00",
                        null,
                        Map.of("validFrom", day(30).toString(), "validUntil", day(-60).toString()));
            }
            told(
                    of,
                    "truck-filing",
                    null,
                    30,
                    "09:30:00",
                    null,
                    Map.of(
                            "validFrom", day(30).toString(),
                            "validUntil", day(-60).toString(),
                            "points", List.of("KD-1", "KD-2"),
                            "sites", List.of(place(0))));
        }
        told("vehicle/ZT-01", "truck-pass", "entry", 1, "20:05:00", null, Map.of("point", "KD-1"));
        told("vehicle/ZT-01", "truck-pass", "exit", 1, "21:10:00", null, Map.of("point", "KD-2"));
        told("vehicle/ZT-02", "truck-pass", "entry", 1, "20:40:00", null, Map.of("point", "KD-1"));
        told("vehicle/ZT-03", "truck-pass", "exit", 2, "22:15:00", null, Map.of("point", "KD-9"));
        told("vehicle/ZT-04", "load-reading", null, 1, "22:30:00", "18.5", dump());
        told("vehicle/ZT-04", "load-reading", null, 1, "22:33:00", "1.2", dump());
    }

    private Map<String, Object> place(int number) {
        MadeUpStreet.Site site = sites.get(number);
        return Map.of(
                "name",
                "青澜消纳场",
                "latitude",
                site.place().latitude().subtract(FAR),
                "longitude",
                site.place().longitude());
    }

    private Map<String, Object> dump() {
        MadeUpStreet.Site site = sites.get(6);
        return Map.of(
                "latitude", site.place().latitude(), "longitude", site.place().longitude());
    }

    private void reports() {
        report("place/GC-01", "gas", 0, "09:12:00", "广场旁餐饮店后门有明显燃气味", "群众A");
        report("place/GC-03", "road-damage", 1, "07:40:00", "路口窨井盖松动", "群众B");
        report("place/GC-03", "road-damage", 1, "08:15:00", "井盖翘起，电动车险些摔倒", "群众C");
        report("place/GC-02", "water", 1, "17:30:00", "步道积水，行人绕行", "群众D");
        report("place/GC-02", "lost-person", 2, "19:05:00", "老人走失，最后出现在河岸", "群众E");
        report("place/GC-01", "noise", 2, "21:20:00", "广场音响声音过大", "群众F");
        report("place/GC-03", "parking", 3, "12:00:00", "非机动车道停满汽车", "群众G");
        report("place/GC-01", "waste", 4, "06:50:00", "垃圾桶满溢两天", "群众H");
    }

    private void report(String about, String category, int ago, String time, String description, String reporter) {
        told(
                about,
                "event-report",
                category,
                ago,
                time,
                null,
                Map.of("description", description, "reporter", reporter, "channel", "随手拍"));
    }

    private void told(
            String about,
            String kind,
            @Nullable String category,
            int ago,
            String time,
            @Nullable String amount,
            Map<String, Object> payload) {
        facts.add(new NewFact(
                SubjectRef.of(about),
                kind,
                category,
                day(ago).atTime(LocalTime.parse(time)).atZone(zone).toInstant(),
                null,
                SOURCE,
                "XH-%03d".formatted(facts.size() + 1),
                null,
                amount == null ? null : new BigDecimal(amount),
                payload));
    }

    private LocalDate day(int ago) {
        return street.until().minusDays(ago);
    }
}
