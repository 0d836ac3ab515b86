package gridwork.architecture;

import gridwork.Gridwork;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    @Test
    void a_module_imports_only_what_it_declares() {
        ApplicationModules.of(Gridwork.class).verify();
    }
}
