/**
 * What a process folder says beside its diagram ({@code procedure.yaml}): which decisions open its cases, who stands on
 * which level, which names its gateways read, and which part of a form they come from. A process that keeps to it needs no
 * class of its own.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.procedure;
