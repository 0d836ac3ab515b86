/** A policy release: load, lint, evaluate, explain, run scenarios. Pure: no database, no HTTP, no clock. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform"})
package gridwork.rules;
