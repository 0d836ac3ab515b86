package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.trail.Anchors;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.platform.Refused;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** An inspector signs the record as it lies in the case; what the form sent beside the confirmation is only the remark. */
@UsableInProcesses("takeSignature")
class TakeSignature implements TaskListener {
    private final TakeContent contents;
    private final StoredCases cases;
    private final CaseFacts facts;
    private final Signatures signatures;
    private final Doer doer;

    TakeSignature(TakeContent contents, StoredCases cases, CaseFacts facts, Signatures signatures, Doer doer) {
        this.contents = contents;
        this.cases = cases;
        this.facts = facts;
        this.signatures = signatures;
        this.doer = doer;
    }

    @Override
    public void notify(DelegateTask task) {
        ObjectNode content = contents.content(task);
        Case of = contents.caseOf(task);
        String by = contents.worker(task);
        if (!cases.officers(of.id()).contains(by)) {
            throw new Refused("task-of-another");
        }
        ObjectNode signed = cases.details();
        signed.put("case", String.valueOf(of.id().value()));
        signed.put("subject", facts.subject(of).ref().toString());
        signed.put(SiteCheck.CHECK_TYPE, of.details().path(SiteCheck.CHECK_TYPE).asText());
        signed.put(
                SiteCheck.RECORDED_AT, of.details().path(SiteCheck.RECORDED_AT).asText());
        signed.set(SiteCheck.RECORDED, of.details().path(SiteCheck.RECORDED));
        signed.put("inspector", by);
        signed.put("remark", content.path("remark").asText(""));
        Signature signature = signatures.sign(of.about(), SiteCheck.signed(of, by), signed, by);
        ObjectNode said = cases.details();
        said.put(Anchors.SIGNATURE, signature.sha256());
        said.put(Anchors.SIGNED_AT, signature.signedAt().toString());
        said.put("remark", content.path("remark").asText(""));
        cases.trail(of.id(), by, "signed", doer.cameBy(), said);
        cases.forgetContent(task.getId());
    }
}
