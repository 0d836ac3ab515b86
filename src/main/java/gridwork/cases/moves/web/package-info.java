/** The moves as the pages of a case and of a task send them. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.moves.web;
