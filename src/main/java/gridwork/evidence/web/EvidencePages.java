package gridwork.evidence.web;

import gridwork.evidence.Evidence;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.EvidenceId;
import gridwork.evidence.EvidenceReaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files go in and out here; forms inside the Tasklist use it too, with a token that only a page of this origin can read. */
@RestController
class EvidencePages {
    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";
    private final EvidenceFiles files;
    private final List<EvidenceReaders> readers;

    EvidencePages(EvidenceFiles files, List<EvidenceReaders> readers) {
        this.files = files;
        this.readers = readers;
    }

    @GetMapping("/evidence/token")
    Map<String, String> token(CsrfToken token) {
        return Map.of("header", token.getHeaderName(), "token", token.getToken());
    }

    @PostMapping("/evidence")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> keep(@RequestParam String about, @RequestParam MultipartFile file, Principal officer)
            throws IOException {
        open(about, each -> each.mayAdd(about, officer.getName()));
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        Evidence kept = files.keep(about, name, file.getBytes(), null, null, null, officer.getName());
        return Map.of(
                "id", String.valueOf(kept.id().value()),
                "name", kept.name(),
                "sha256", kept.sha256(),
                "size", kept.size(),
                "mediaType", kept.mediaType());
    }

    /** A picture as it is shown; a PDF as it came, to be saved. */
    @GetMapping("/evidence/{id}")
    ResponseEntity<byte[]> show(@PathVariable long id, Principal officer) {
        Evidence evidence = readable(id, officer);
        return evidence.mediaType().startsWith("image/")
                ? ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Security-Policy", NOTHING_RUNS)
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                        .body(files.shown(evidence.id()))
                : original(id, officer);
    }

    @GetMapping("/evidence/{id}/original")
    ResponseEntity<byte[]> original(@PathVariable long id, Principal officer) {
        Evidence evidence = readable(id, officer);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(named(evidence), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(files.content(evidence.id()).orElseThrow(EvidenceReaders::closed));
    }

    /** With the ending that its content has, whatever it was called: a file that is opened by its name opens as what it is. */
    private static String named(Evidence evidence) {
        String ending = switch (evidence.mediaType()) {
            case "image/jpeg" -> ".jpg";
            case "image/png" -> ".png";
            default -> ".pdf";
        };
        String name = evidence.name().toLowerCase(Locale.ROOT);
        boolean fits = name.endsWith(ending) || (ending.equals(".jpg") && name.endsWith(".jpeg"));
        return fits ? evidence.name() : evidence.name() + ending;
    }

    private Evidence readable(long id, Principal officer) {
        Evidence evidence = files.find(new EvidenceId(id)).orElseThrow(EvidenceReaders::closed);
        open(evidence.about(), each -> each.mayRead(evidence.about(), officer.getName()));
        return evidence;
    }

    private void open(String about, Predicate<EvidenceReaders> allowed) {
        if (readers.stream().filter(each -> each.owns(about)).noneMatch(allowed)) {
            throw EvidenceReaders.closed();
        }
    }
}
