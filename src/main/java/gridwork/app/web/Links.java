package gridwork.app.web;

import gridwork.facts.SubjectRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** Addresses of pages. */
final class Links {
    private Links() {}

    /** A code may hold a slash; servlet containers refuse its encoded form. */
    static String to(SubjectRef ref) {
        return "/subjects/" + ref.kind() + "/"
                + Arrays.stream(ref.code().split("/", -1))
                        .map(part -> UriUtils.encodePathSegment(part, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("/"));
    }
}
