/** Facts as of a moment and the active release make a logged decision, which can be explained for ever. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "rules", "facts"})
package gridwork.decisions;
