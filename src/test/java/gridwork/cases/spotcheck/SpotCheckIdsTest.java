package gridwork.cases.spotcheck;

import static gridwork.cases.ProcessIdsTest.compare;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SpotCheckIdsTest {
    @Test
    void a_spot_check_has_the_ids_and_asks_the_values_of_its_class() {
        compare(SpotCheck.PROCESS, SpotCheck.IDS, SpotCheck.VALUES, Set.of());
    }
}
