/** The one door for programs: CloudEvents 1.0 over HTTP, kept as they came before anything is made of them. */
@org.jspecify.annotations.NullMarked
package gridwork.signals.cloudevents;
