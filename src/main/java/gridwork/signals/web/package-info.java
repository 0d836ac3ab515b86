/** Pages: imports and their refused rows, signals that were parked, keys of sources. */
@org.jspecify.annotations.NullMarked
package gridwork.signals.web;
