/** What came in, verbatim, and how it becomes facts: files (CSV, XLSX) by a mapping, and CloudEvents over HTTP. Nothing acknowledged is lost, nothing is taken twice. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "facts", "street", "evidence"})
package gridwork.signals;
