package gridwork.cases.moves;

import gridwork.cases.CaseId;
import gridwork.street.OfficerId;

/** Somebody got a case to read; heard in the same transaction. */
public record CaseCopied(CaseId caseId, OfficerId to, String words) {}
