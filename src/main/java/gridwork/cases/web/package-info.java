/** Cases as people read them, and what the forms in the Tasklist ask for and keep. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.web;
