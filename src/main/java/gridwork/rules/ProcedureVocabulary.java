package gridwork.rules;

import java.util.Map;
import java.util.Set;

/**
 * What a {@code procedure.yaml} may name besides rules and facts, as its caller knows it; where a part is empty, nobody knows
 * and nothing is said of it.
 *
 * @param matters by matter of the catalogue: the process that carries it, empty where none does
 * @param clocks what a clock may stand for
 * @param roles what an officer can be
 */
public record ProcedureVocabulary(Map<String, String> matters, Set<String> clocks, Set<String> roles) {
    static final ProcedureVocabulary UNKNOWN = new ProcedureVocabulary(Map.of(), Set.of(), Set.of());
}
