package gridwork.cases.own;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** Under which address people outside reach the pages: as configured, else as the reader of the moment does, else the server's own. */
@Component
public class PublicAddress {
    private final String configured;
    private final Environment environment;

    PublicAddress(@Value("${gridwork.public-address:}") String configured, Environment environment) {
        this.configured = configured.replaceAll("/+$", "");
        this.environment = environment;
    }

    /** @param path from the root, e.g. {@code /own/…}, as it is read: it is encoded here */
    public String of(String path) {
        return from().path(path).toUriString();
    }

    private UriComponentsBuilder from() {
        if (!configured.isEmpty()) {
            return UriComponentsBuilder.fromUriString(configured);
        }
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes
                ? ServletUriComponentsBuilder.fromCurrentContextPath()
                : UriComponentsBuilder.newInstance()
                        .scheme("http")
                        .host(environment.getRequiredProperty("server.address"))
                        .port(environment.getProperty(
                                "local.server.port", environment.getRequiredProperty("server.port")));
    }
}
