/**
 * A subject's own code (企业码): an officer hands it over, and whoever has it sees, without an account, what the street knows
 * about that one subject and why it stands as it does. 130 random bits of which only the hash is kept; a code that is wrong,
 * ended or over gets one and the same answer, and many wrong ones from an address wait.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.own;
