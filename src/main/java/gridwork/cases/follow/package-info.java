/**
 * Whoever reported something follows it with a code: 130 random bits, of which only the hash is kept, so that a code is shown
 * once and made anew when it is lost. It opens what became of that one report, without names, phones and words of others,
 * and says the same to every wrong code; after many wrong ones from an address the next wrong ones wait, and right ones never do.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.follow;
