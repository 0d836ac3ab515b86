/** How long what is only a copy of the record is kept: the engine's history and finished tasks, by a table, with a log. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.retention;
