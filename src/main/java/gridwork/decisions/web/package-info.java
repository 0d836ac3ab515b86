/** Decisions as people and programs read them. */
@org.jspecify.annotations.NullMarked
package gridwork.decisions.web;
