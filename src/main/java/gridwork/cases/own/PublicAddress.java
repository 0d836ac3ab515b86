package gridwork.cases.own;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** Under which address people outside reach the pages: as configured, else as the reader of the moment does. */
@Component
public class PublicAddress {
    private final String configured;

    PublicAddress(@Value("${gridwork.public-address:}") String configured) {
        this.configured = configured.replaceAll("/+$", "");
    }

    /** @param path from the root, e.g. {@code /own/…}, as it is read: it is encoded here */
    public String of(String path) {
        if (!configured.isEmpty()) {
            return UriComponentsBuilder.fromUriString(configured).path(path).toUriString();
        }
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes
                ? ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(path)
                        .toUriString()
                : path;
    }
}
