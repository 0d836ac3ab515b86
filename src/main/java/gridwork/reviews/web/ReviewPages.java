package gridwork.reviews.web;

import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.reviews.IssuedReview;
import gridwork.reviews.IssuedReviews;
import gridwork.reviews.Review;
import gridwork.reviews.Reviews;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The monthly review: months, a month's figures, the records behind each, the PDF and what was issued. */
@Controller
@PreAuthorize("hasAnyRole('MANAGER', 'ADMINISTRATOR', 'OFFICE_CLERK', 'POLICY_OFFICER', 'APPROVER')")
class ReviewPages {
    private static final int ROWS = 50;

    private final Reviews reviews;
    private final IssuedReviews issued;
    private final StreetClock clock;

    ReviewPages(Reviews reviews, IssuedReviews issued, StreetClock clock) {
        this.reviews = reviews;
        this.issued = issued;
        this.clock = clock;
    }

    @GetMapping("/reviews")
    String months(@RequestParam(required = false) @Nullable YearMonth month, Model model) {
        if (month != null) {
            return "redirect:/reviews/" + month;
        }
        model.addAttribute("now", YearMonth.from(clock.today()));
        model.addAttribute("years", years());
        model.addAttribute("issued", issued.all());
        return "reviews/months";
    }

    /** From the running month back to the first of which anything is known. */
    private Map<Year, List<YearMonth>> years() {
        Map<Year, List<YearMonth>> years = new TreeMap<>(java.util.Comparator.reverseOrder());
        YearMonth now = YearMonth.from(clock.today());
        reviews.first().ifPresent(first -> {
            for (YearMonth each = now; !each.isBefore(first); each = each.minusMonths(1)) {
                years.computeIfAbsent(Year.of(each.getYear()), any -> new ArrayList<>())
                        .add(0, each);
            }
        });
        return years;
    }

    /** @param knownAt a moment in the street's zone, as a browser's date and time field sends it; blank = now */
    @GetMapping("/reviews/{month:\\d{4}-\\d{2}}")
    String month(
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable LocalDateTime knownAt,
            Model model) {
        Review review = reviews.of(month, moment(knownAt));
        model.addAttribute("review", review);
        model.addAttribute("knownAt", knownAt);
        model.addAttribute("chart", ReviewChart.of(review));
        model.addAttribute("issued", issued.of(month));
        model.addAttribute("next", month.isBefore(YearMonth.from(clock.today())) ? month.plusMonths(1) : null);
        return "reviews/month";
    }

    @GetMapping("/reviews/{month:\\d{4}-\\d{2}}/figures/{number}")
    String records(
            @PathVariable YearMonth month,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable LocalDateTime knownAt,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Reviews.Records records = reviews.records(month, number, moment(knownAt), Math.max(0, from), ROWS);
        String address = UriComponentsBuilder.fromPath("/reviews/{month}/figures/{number}")
                .queryParamIfPresent("knownAt", java.util.Optional.ofNullable(knownAt))
                .build(month, number)
                .toString();
        model.addAttribute("month", month);
        model.addAttribute("above", "/reviews/" + month + (knownAt == null ? "" : "?knownAt=" + knownAt));
        model.addAttribute("records", records);
        model.addAttribute("page", new Paging(records.total(), Math.max(0, from), ROWS, address));
        return "reviews/records";
    }

    @GetMapping("/reviews/{month:\\d{4}-\\d{2}}.pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable LocalDateTime knownAt,
            Locale locale) {
        return file(reviews.pdf(reviews.of(month, moment(knownAt)), locale), "review-" + month + ".pdf");
    }

    @PostMapping("/reviews/{month:\\d{4}-\\d{2}}/issue")
    @PreAuthorize("hasAnyRole('MANAGER', 'ADMINISTRATOR')")
    String issue(@PathVariable YearMonth month, Principal by, Locale locale, RedirectAttributes then) {
        issued.issue(month, locale, by.getName());
        then.addFlashAttribute("done", "reviews.page.issued.done");
        return "redirect:/reviews/" + month;
    }

    @GetMapping("/reviews/issued/{id:\\d+}.pdf")
    ResponseEntity<byte[]> issued(@PathVariable long id) {
        IssuedReview found = issued.find(id);
        return file(issued.content(found), "review-" + found.month() + "-issued-" + id + ".pdf");
    }

    private Instant moment(@Nullable LocalDateTime knownAt) {
        return knownAt == null ? clock.now() : knownAt.atZone(clock.zone()).toInstant();
    }

    private static ResponseEntity<byte[]> file(byte[] pdf, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(pdf);
    }
}
