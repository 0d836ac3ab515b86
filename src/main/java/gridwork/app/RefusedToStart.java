package gridwork.app;

import gridwork.platform.Refused;
import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Says in a sentence why the house refuses to start, in place of a stack trace. */
public final class RefusedToStart extends AbstractFailureAnalyzer<Refused> {
    private static final String[] BUNDLES = {
        "platform", "street", "evidence", "facts", "signals", "decisions", "cases", "reviews", "app"
    };

    @Override
    protected FailureAnalysis analyze(Throwable failure, Refused refused) {
        var texts = new ResourceBundleMessageSource();
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        for (String bundle : BUNDLES) {
            texts.addBasenames("messages/" + bundle);
        }
        String key = "refused." + refused.code();
        Object[] arguments = refused.arguments().toArray();
        return new FailureAnalysis(
                texts.getMessage(key, arguments, Locale.CHINESE) + "\n"
                        + texts.getMessage(key, arguments, Locale.ENGLISH),
                null,
                failure);
    }
}
