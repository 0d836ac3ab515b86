package gridwork.app.web;

import gridwork.cases.ReportCodes;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The platform that sent a report asks for a code to hand to whoever reported it; with its own key, for its own signals. */
@RestController
class FollowCodesApi {
    private final ReportCodes codes;

    FollowCodesApi(ReportCodes codes) {
        this.codes = codes;
    }

    /** @param id of the signal; 404 while it has not been worked off, or when nothing is opened on it */
    @PostMapping("/signals/follow-codes")
    ResponseEntity<Map<String, String>> make(@RequestParam String id, Principal source) {
        return codes.codeFor(source.getName(), id)
                .map(code ->
                        ResponseEntity.status(HttpStatus.CREATED).body(Map.of("code", code, "page", "/follow/" + code)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
