/**
 * The check plan: which site is checked in which period, the draws and their proof. A planned check becomes a case on its
 * day; what is done, missed or counted comes back as facts.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.plan;
