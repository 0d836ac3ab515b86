/**
 * The demonstration street: made up by a seeded generator, written as files and taken in as any other office's files
 * would be. It never leaves this machine, and says of itself that it is made up.
 */
@org.jspecify.annotations.NullMarked
package gridwork.app.demo;
