/** What the holder of a code sees, and what officers do with codes. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.own.web;
