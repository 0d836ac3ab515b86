/** Files as they arrived, with their hashes, times and places, and signatures over what was signed. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform"})
package gridwork.evidence;
