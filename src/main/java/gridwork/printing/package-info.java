/** A report folder and JSON make a PDF. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform"})
package gridwork.printing;
