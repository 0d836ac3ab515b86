/** What the pictures of a case tell whoever reviews it: whether they were used before, and how it was before and after. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.photos;
