/** One's own notices, the bell that counts them, and for administrators what became of every message. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.notices.web;
