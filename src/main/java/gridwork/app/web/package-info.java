/** The pages that join modules, and the frame around every page. */
@org.jspecify.annotations.NullMarked
package gridwork.app.web;
