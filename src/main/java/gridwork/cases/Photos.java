package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.EvidenceId;
import gridwork.platform.Refused;
import org.springframework.stereotype.Component;

/** The photos that a form names must have been sent for this case. */
@Component
class Photos {
    private final EvidenceFiles files;

    Photos(EvidenceFiles files) {
        this.files = files;
    }

    void check(Case of, JsonNode photos) {
        for (JsonNode each : photos) {
            boolean ofThisCase = files.find(new EvidenceId(each.asLong()))
                    .filter(file -> file.about().equals(of.about()))
                    .isPresent();
            if (!ofThisCase) {
                throw new Refused("photo-of-another-case");
            }
        }
    }
}
