/** Clocks as people see them, and what those who may do with them. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.clock.web;
