package gridwork.cases.photos;

import gridwork.cases.Case;
import gridwork.cases.FormContents;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whoever signs or re-checks sees beside the form what the pictures tell. */
@Component
class ReviewContents implements FormContents {
    private static final Set<String> STEPS = Set.of("user_sign", "user_recheck", "user_spot_check");
    private final CasePhotos photos;

    ReviewContents(CasePhotos photos) {
        this.photos = photos;
    }

    @Override
    public Map<String, Object> of(Case of, String step) {
        if (!STEPS.contains(step)) {
            return Map.of();
        }
        Map<String, Object> review = new LinkedHashMap<>();
        photos.pair(of).ifPresent(pair -> review.put("pair", pair));
        review.put(
                "reuse", photos.reuse(of).stream().map(ReviewContents::written).toList());
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
