/** Leave and shifts: who stands in for whom and for how long, so that no task waits for somebody who is away. */
@org.jspecify.annotations.NullMarked
package gridwork.street.leave;
