/**
 * Applications (申请) that a subject makes with its own code, and the permits that come of them. What is asked, which documents
 * are needed, who decides for a department and what the permit looks like stand in the process folder's {@code
 * application.yaml}; which departments take part and how long they have, in the catalogue. Each department decides its own
 * part, a case of its own below the application's, and signs it: from then on it stays. What was refused goes back to the
 * applicant and, mended, only to those who refused.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("application")
package gridwork.cases.application;
