/** The one page that needs no account. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.follow.web;
