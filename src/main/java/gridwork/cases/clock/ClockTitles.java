package gridwork.cases.clock;

import gridwork.platform.Label;
import gridwork.street.Clocks;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people call what a clock stands for: a limit of the catalogue, or an item of {@code cases/clocks.yaml}. */
@Component
public class ClockTitles {
    private final ClockPolicy policy = ClockPolicy.load();
    private final Clocks limits;

    ClockTitles(Clocks limits) {
        this.limits = limits;
    }

    /** What a clock may stand for besides the limits of the catalogue. */
    public static Set<String> items() {
        return ClockPolicy.load().items().stream().map(ClockPolicy.Item::id).collect(Collectors.toSet());
    }

    public Label of(String item) {
        return limits.find(item)
                .map(Clocks.Kind::title)
                .orElseGet(() -> policy.items().stream()
                        .filter(each -> each.id().equals(item))
                        .map(ClockPolicy.Item::title)
                        .findFirst()
                        .orElseGet(() -> new Label(item, item)));
    }
}
