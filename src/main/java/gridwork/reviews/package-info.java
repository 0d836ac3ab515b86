/** Reads only: the catalogue of figures, the monthly review as page and PDF. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "cases", "decisions", "facts", "street", "printing"})
package gridwork.reviews;
