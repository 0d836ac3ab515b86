/**
 * The inspection ledger (检查台账): which department checked a subject on site, when, by what basis, and how many times a year
 * it may. A visit of several departments is one visit for the subject and a check for each of them. How a check counts and
 * how many there may be is said by the rule set {@code inspection-quota}, what is multiple, repeated or frequent by
 * {@code inspection-warning}; which processes go on site by {@code onSite} in their {@code procedure.yaml}. What would go over
 * the quota is not opened by itself: it waits, visibly, until somebody gives a reason. A check that only its officers may
 * know of comes into the ledger when it is done.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.ledger;
