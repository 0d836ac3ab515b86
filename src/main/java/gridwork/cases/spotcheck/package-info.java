/**
 * Spot checks of closed cases (结案抽查): the rules say which share of each matter's closed cases is checked again; which
 * ones, and by whom, is drawn with the same published commitments as the check plan, among those who had nothing to do with
 * the case. Each closed case is looked at once. What does not hold goes to the street office and is marked on the
 * case.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.spotcheck;
