/**
 * The right of reply (陈述申辩): with its own code a subject says that a fact or a result is wrong (申诉), or that what was found
 * is put right (整改), with reasons and files. Each becomes a case: an appeal is looked at by somebody who had no hand in what
 * it is about, on a clock, and goes up where nobody else is there or nobody answers; nothing is granted or refused by silence.
 * What was wrong is voided or corrected as a fact, what is put right becomes one, and the rules decide anew. Who looks, how
 * often one may ask, what is marked meanwhile and what a repair is recorded as stand in the process folder's {@code
 * reply.yaml}; how long it takes, in the catalogue.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.appeal;
