/**
 * Joint inspections (综合查一次): several departments check one subject in one visit. Which departments, what each looks
 * at and how long it may take is the catalogue's; each department's part is a case of its own below the inspection's, so
 * that it has its own items, photos, signature, problems and answerable officer, and can be left out or called for alone.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.joint;
