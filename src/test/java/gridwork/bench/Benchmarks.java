package gridwork.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the benchmarks, each in a Java of its own with its own heap: {@code mvn -Dquick test-compile exec:exec@bench}. Every line is a
 * figure, the floor measured in the same run, their ratio and the promise. Names as arguments choose some.
 */
final class Benchmarks {
    /** The benchmark and the heap it is given. */
    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("StartBench", "-Xmx512m");
        ALL.put("DecideBench", "-Xmx512m");
        ALL.put("StreetBench", "-Xmx512m");
        ALL.put("BacktestBench", "-Xmx512m");
        ALL.put("EnterpriseBench", "-Xmx512m");
        ALL.put("EvaluateBench", "-Xmx512m");
        ALL.put("ImportBench", "-Xmx1g");
        ALL.put("PatternsBench", "-Xmx512m");
        ALL.put("SwapBench", "-Xmx512m");
        ALL.put("MillionBench", "-Xmx256m");
        ALL.put("TaskBench", "-Xmx768m");
    }

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        int failed = 0;
        for (Map.Entry<String, String> each : ALL.entrySet()) {
            if (args.length > 0 && !List.of(args).contains(each.getKey())) {
                continue;
            }
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    each.getValue(),
                    "-Dfile.encoding=UTF-8",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "gridwork.bench." + each.getKey()));
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                System.out.println(each.getKey() + " ended with " + code);
                failed++;
            }
        }
        System.exit(failed);
    }

    static void say(String figure, double ours, double floor, double ratio, String promise) {
        System.out.println(String.format(
                Locale.ROOT,
                "%-60s ours %12.3f  floor %12.3f  ratio %6.2f  promised %s",
                figure,
                ours,
                floor,
                ratio,
                promise));
    }
}
