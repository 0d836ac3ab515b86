/**
 * Cases that one department carries at a time: the lead of their matter first, then whoever they are handed on to. Nothing
 * is left without anybody: where a department is closed or empty, the street office has it. Which roles those are, and what
 * the forms offer and show, is said in the {@code procedure.yaml} of the process.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.office;
