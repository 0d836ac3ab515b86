/** The ledger of the street as a page and a table, and the act of going over a quota. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.ledger.web;
