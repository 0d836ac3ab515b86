package gridwork.app.cli;

import gridwork.platform.StreetClock;
import gridwork.reviews.Review;
import gridwork.reviews.ReviewWords;
import gridwork.reviews.Reviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "review",
        description = {"打印月度通报（PDF）", "print the review of a month as PDF"})
final class PrintReview implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Option(
            names = "--month",
            required = true,
            paramLabel = "YYYY-MM",
            description = {"月份", "the month"})
    @SuppressWarnings("NullAway.Init") // set by picocli
    private YearMonth month;

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            description = {
                "以当时所知为准，例如 2025-04-01T00:00:00Z，默认现在",
                "by what was known then, e.g. 2025-04-01T00:00:00Z; default now"
            })
    private @Nullable Instant knownAt;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.pdf",
            description = {"写入的文件", "the file to write"})
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() {
        try (House house = root.open()) {
            var reviews = house.get(Reviews.class);
            Review review = reviews.of(
                    month, knownAt == null ? house.get(StreetClock.class).now() : knownAt);
            byte[] pdf = reviews.pdf(review, root.locale());
            try {
                Files.write(out, pdf);
            } catch (IOException unwritable) {
                root.complain(root.say("reviews.cli.not-written", out));
                return Commands.COULD_NOT_RUN;
            }
            if (root.json()) {
                root.printJson(reviews.json(review));
            } else {
                print(review, house.get(ReviewWords.class), pdf.length);
            }
            return Commands.WELL;
        }
    }

    private void print(Review review, ReviewWords words, int bytes) {
        Locale locale = root.locale();
        root.print(words.title(review, locale));
        words.sentences(review, locale).forEach(root::print);
        for (Review.Value each : review.figures()) {
            root.print(root.say(
                    "reviews.cli.figure",
                    each.figure().number(),
                    each.figure().name().in(locale),
                    words.now(each, locale),
                    words.before(each, locale)));
        }
        root.print(words.cutOff(review, locale) + "  " + words.release(review, locale));
        root.print(root.say("reviews.cli.written", out, String.valueOf(bytes)));
    }
}
