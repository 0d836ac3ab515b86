package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.trail.Anchors;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.EvidenceId;
import gridwork.platform.Refused;
import java.util.ArrayList;
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

    /**
     * Names with its SHA-256 every picture that a form's content names, wherever in it: trail and signature then stand for the
     * pictures too.
     */
    void anchor(ObjectNode content) {
        var named = new ArrayList<EvidenceId>();
        content.findValues("photos")
                .forEach(photos -> photos.forEach(each -> named.add(new EvidenceId(each.asLong()))));
        if (!named.isEmpty()) {
            ObjectNode hashes = content.putObject(Anchors.FILES);
            files.hashes(named).forEach((id, hash) -> hashes.put(String.valueOf(id.value()), hash));
        }
    }
}
