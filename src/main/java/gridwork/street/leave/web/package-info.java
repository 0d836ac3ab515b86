/** The page of leave and shifts. */
@org.jspecify.annotations.NullMarked
package gridwork.street.leave.web;
