/**
 * What officers do with a case or a task apart from doing it: return to an earlier step (退回), pass on (转办), remind
 * (催办), suspend (中止), merge (并案), split (分案). Which of them, at which steps and by whom is data beside each diagram ({@code moves} in its
 * {@code procedure.yaml}). An act is one transaction with the engine, the clocks and the trail, and is refused with a clear
 * word where somebody was faster. Whoever had a hand in what a case is about has no move in it and gets nothing of it. What is
 * signed stays as it is: a return asks for a new version and changes no old one.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.moves;
