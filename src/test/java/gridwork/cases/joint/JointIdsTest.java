package gridwork.cases.joint;

import static gridwork.cases.ProcessIdsTest.compare;

import java.util.Set;
import org.junit.jupiter.api.Test;

class JointIdsTest {
    @Test
    void a_joint_inspection_has_the_ids_and_asks_the_values_of_its_class() {
        compare(JointInspection.PROCESS, JointInspection.IDS, JointInspection.VALUES, Set.of("part"));
    }

    @Test
    void a_department_s_part_has_the_ids_and_asks_the_values_of_its_class() {
        compare(DepartmentCheck.PROCESS, DepartmentCheck.IDS, DepartmentCheck.VALUES, Set.of("rectification"));
    }
}
