package gridwork.bench;

import gridwork.rules.Observed;
import gridwork.rules.Patterns;
import gridwork.rules.Place;
import gridwork.rules.Question;
import gridwork.rules.Release;
import gridwork.rules.Releases;
import gridwork.rules.SourceTree;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A release is compiled anew and swapped whole 100 times while two threads go on deciding with the one that is in force,
 * tables and patterns. Promise: nothing fails, and after full collections the heap after 100 swaps is at most 1.1 times
 * that after 20.
 */
final class SwapBench {
    private static final int FIRST = 20;
    private static final int LAST = 100;
    private static final LocalDate DAY = LocalDate.parse("2025-03-03");

    private static volatile boolean resting;

    private SwapBench() {}

    public static void main(String[] args) throws Exception {
        SourceTree tree = SourceTree.onClassPath();
        var inForce = new AtomicReference<>(compiled(tree));
        var asked = new AtomicLong();
        var failed = new AtomicReference<Throwable>();
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            var thread = new Thread(() -> ask(inForce, asked, failed), "load-" + i);
            thread.setDaemon(true);
            thread.start();
            load.add(thread);
        }
        double early = 0;
        long compile = 0;
        int classesEarly = 0;
        for (int swap = 1; swap <= LAST; swap++) {
            long from = System.nanoTime();
            Release next = compiled(tree);
            compile += System.nanoTime() - from;
            inForce.set(next);
            if (swap % FIRST == 0) {
                double megabytes = heap();
                if (swap == FIRST) {
                    early = megabytes;
                    classesEarly = classes();
                }
                System.out.println("  after " + swap + " swaps: " + Math.round(megabytes * 10) / 10.0 + " MB");
            }
        }
        double late = heap();
        int classesLate = classes();
        load.forEach(Thread::interrupt);
        if (failed.get() != null) {
            throw new IllegalStateException("a decision failed while a release was swapped", failed.get());
        }
        Benchmarks.say("heap after 100 swaps of a release under load, MB", late, early, late / early, "<= 1.1");
        Benchmarks.say(
                "  classes loaded after 100 swaps",
                classesLate,
                classesEarly,
                (double) classesLate / classesEarly,
                "<= 1.1");
        Benchmarks.say("  to compile a release, s", compile / 1e9 / LAST, 1, compile / 1e9 / LAST, "-");
        Benchmarks.say("  decisions meanwhile", asked.get(), 1, asked.get(), "-");
        if (late / early > 1.1) {
            System.exit(1);
        }
    }

    private static Release compiled(SourceTree tree) {
        return Releases.of(tree).on(DAY);
    }

    private static void ask(AtomicReference<Release> inForce, AtomicLong asked, AtomicReference<Throwable> failed) {
        List<Observed> roar = List.of(
                seen(1, "noise-reading", 5, 30.27, BigDecimal.valueOf(96), Map.of()),
                seen(2, "plate-capture", 6, 30.2702, null, Map.of("plate", "浙A12345")),
                seen(3, "parking-entry", 200, 30.279, null, Map.of("plate", "浙A12345")));
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (resting) {
                    Thread.sleep(20);
                    continue;
                }
                Release release = inForce.get();
                for (Patterns each : release.patterns()) {
                    if (each.find(roar, DAY).size() != 1) {
                        throw new IllegalStateException("the roar was not found");
                    }
                }
                release.ruleSet("site-colour").evaluate(new Question(DAY, List.of(), Map.of()));
                asked.addAndGet(2);
                Thread.sleep(1);
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable failure) {
                failed.compareAndSet(null, failure);
                return;
            }
        }
    }

    private static Observed seen(
            long id, String kind, int second, double latitude, BigDecimal amount, Map<String, Object> payload) {
        return new Observed(
                id,
                kind,
                null,
                "device/" + id,
                Instant.parse("2025-03-03T02:10:00Z").plusSeconds(second),
                DAY,
                new Place(latitude, 120.16),
                amount,
                null,
                "bench",
                "b" + id,
                payload);
    }

    /** In megabytes, after full collections; the threads of the load rest meanwhile, what they hold in passing is no leak. */
    private static double heap() throws InterruptedException {
        double least = Double.MAX_VALUE;
        resting = true;
        for (int i = 0; i < 6; i++) {
            Thread.sleep(200);
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
        }
        resting = false;
        return least;
    }

    private static int classes() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }
}
