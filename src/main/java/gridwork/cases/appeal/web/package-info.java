/** Pages of whoever replies with a subject's own code. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.appeal.web;
