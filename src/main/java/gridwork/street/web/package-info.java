/** The pages of accounts, areas and one's own password. */
@org.jspecify.annotations.NullMarked
package gridwork.street.web;
