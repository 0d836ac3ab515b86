/**
 * Who has what to do: the tasks of all cases in tables of our own, kept in step with the engine in its own transactions, so
 * that lists, counts and searches by case number and subject stay as fast with many open tasks as with few.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.worklist;
