/** What applicants write and read with their own code, and the page on which anyone checks a permit. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.application.web;
