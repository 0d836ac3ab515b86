package gridwork.reviews.web;

import gridwork.platform.StreetClock;
import gridwork.reviews.Reviews;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A month's figures, for programs. */
@RestController
@PreAuthorize("hasAnyRole('MANAGER', 'ADMINISTRATOR', 'OFFICE_CLERK', 'POLICY_OFFICER', 'APPROVER')")
class ReviewApi {
    private final Reviews reviews;
    private final StreetClock clock;

    ReviewApi(Reviews reviews, StreetClock clock) {
        this.reviews = reviews;
        this.clock = clock;
    }

    @GetMapping("/api/reviews/{month}")
    Map<String, @Nullable Object> month(
            @PathVariable YearMonth month, @RequestParam(required = false) @Nullable Instant knownAt) {
        return reviews.json(reviews.of(month, knownAt == null ? clock.now() : knownAt));
    }
}
