/** The command line: what the program's own main calls, and nobody else. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("cli")
package gridwork.app.cli;
