/** Subjects and the dated facts about them. Facts are only ever added; a correction is a new fact that voids the old. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "street"})
package gridwork.facts;
