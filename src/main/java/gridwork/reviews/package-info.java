/**
 * Reads only: the catalogue of figures, the monthly review as page and PDF. Each figure is found in one place, so that page,
 * print and API say the same. Of {@code rules} it only knows what decisions hand out: grades, rows and evaluations.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "cases", "decisions", "rules", "facts", "street", "printing"})
package gridwork.reviews;
