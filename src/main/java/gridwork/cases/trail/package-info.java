/**
 * The trails of cases (留痕) as hash chains. An entry carries the hash of its content and of the entry before it; a head per
 * case says how far its trail has come; seals, each with the hash of the one before, cover the heads of all cases. What was
 * changed, taken out or cut off behind the program's back is found and named; see {@code src/docs/why} for what is not.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.trail;
