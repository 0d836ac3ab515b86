/** Pages of what officers do to the register by hand: register, edit, close, void a mistaken fact. */
@org.jspecify.annotations.NullMarked
package gridwork.facts.web;
