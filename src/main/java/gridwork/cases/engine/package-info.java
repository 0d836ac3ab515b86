/** The process engine: wired to our database, transactions, officers and sign-in, and kept from everything else. */
@org.jspecify.annotations.NullMarked
package gridwork.cases.engine;
