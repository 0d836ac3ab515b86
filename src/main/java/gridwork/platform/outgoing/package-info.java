/**
 * What goes out to people (外发): one queue in the database. A message is written in the transaction of what it tells of and
 * sent after it, by any node; what cannot be sent waits and is tried again, longer and longer apart, and every answer is
 * kept. Sent is "at least once": a node that dies between the receiver's answer and its own commit sends again, with the
 * same key, by which the receiver knows it. Nothing here knows what the messages are about.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("outgoing")
package gridwork.platform.outgoing;
