/** The pages and the interface of the check plan. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.plan.web;
