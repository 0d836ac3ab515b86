/**
 * The officers' desk: what somebody brings to change rules and processes is checked here and tried on the past, before anything of
 * it counts.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "rules", "decisions", "facts", "cases", "street", "printing"})
package gridwork.policy;
