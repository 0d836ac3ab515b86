package gridwork.app.web;

import gridwork.platform.Ids;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/** An error that nobody expected gets a reference, which its reader can tell and the log knows. */
@Component
@ConditionalOnWebApplication
class ReferencedErrors extends DefaultErrorAttributes {
    private static final Logger LOG = LoggerFactory.getLogger(ReferencedErrors.class);

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, Object> attributes = super.getErrorAttributes(request, options);
        if (attributes.get("status") instanceof Integer status && status >= 500) {
            String reference = Long.toString(Ids.next(), 36).toUpperCase(Locale.ROOT);
            LOG.error("reference {}: {} failed", reference, attributes.get("path"), getError(request));
            attributes.put("reference", reference);
        }
        return attributes;
    }
}
