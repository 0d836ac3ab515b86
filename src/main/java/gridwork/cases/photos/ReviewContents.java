package gridwork.cases.photos;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.FormContents;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whoever signs or re-checks sees beside the form what the pictures tell; at a spot check, those of the case that is checked again. */
@Component
class ReviewContents implements FormContents {
    private static final String SPOT_CHECK = "user_spot_check";
    private static final Set<String> STEPS = Set.of("user_sign", "user_recheck", SPOT_CHECK);
    private final CasePhotos photos;
    private final CaseBook book;

    ReviewContents(CasePhotos photos, CaseBook book) {
        this.photos = photos;
        this.book = book;
    }

    @Override
    public Map<String, Object> of(Case of, String step) {
        if (!STEPS.contains(step)) {
            return Map.of();
        }
        Case seen = step.equals(SPOT_CHECK) && of.parent() != null ? book.get(of.parent()) : of;
        Map<String, Object> review = new LinkedHashMap<>();
        photos.pair(seen).ifPresent(pair -> review.put("pair", pair));
        review.put(
                "reuse",
                photos.reuse(seen).stream().map(ReviewContents::written).toList());
        return Map.of("review", review);
    }

    private static Map<String, Object> written(CasePhotos.Reuse each) {
        return Map.of(
                "photo",
                each.photo(),
                "exact",
                each.exact(),
                "where",
                each.where().name().toLowerCase(Locale.ROOT),
                "case",
                each.in() == null ? "" : each.in());
    }
}
