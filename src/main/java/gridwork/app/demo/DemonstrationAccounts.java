package gridwork.app.demo;

import gridwork.platform.Demonstration;
import java.util.List;
import org.springframework.stereotype.Component;

/** With which names one can sign in to the demonstration: the sign-in page shows them. Empty for any other street. */
@Component("demonstrationAccounts")
public class DemonstrationAccounts {
    private final Demonstration demonstration;

    DemonstrationAccounts(Demonstration demonstration) {
        this.demonstration = demonstration;
    }

    /** @param name to sign in with, and the password */
    public record Shown(String name, String who) {}

    public List<Shown> all() {
        return demonstration
                .until()
                .map(until -> new MadeUpStreet(until)
                        .accounts().stream()
                                .map(each -> new Shown(each.id().value(), each.name()))
                                .toList())
                .orElse(List.of());
    }
}
