/**
 * What is told to whom (通知). What happens in a case or to a subject is noted in its own transaction, and told a moment later:
 * the rule set {@code notices} says who, by which channel, when, and what follows where nobody read it; {@code notices/} says
 * which officers are meant and in which words. What was imported as history is told to nobody.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.notices;
