package gridwork.architecture.planted;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.sf.jasperreports.engine.JasperPrint;
import org.camunda.bpm.engine.RuntimeService;
import org.kie.api.KieBase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;

/** What nobody may do in this house. Never run: what Spring would take for a bean is abstract. */
public final class Violations {
    private Violations() {}

    @Planted("TIME_IS_AN_ARGUMENT")
    static final class Watch {
        LocalDate today() {
            return LocalDate.now(ZoneId.of("Asia/Shanghai"));
        }

        Instant now() {
            return Instant.now();
        }
    }

    @Planted("TIME_IS_AN_ARGUMENT")
    static final class OldWatch {
        long millis() {
            return System.currentTimeMillis() + new java.util.Date().getTime();
        }
    }

    @Planted("THE_ENGINE_STAYS_IN_CASES")
    record EngineUser(RuntimeService engine) {}

    @Planted("THE_RULE_ENGINE_STAYS_IN_RULES")
    record RuleEngineUser(KieBase rules) {}

    @Planted("THE_PRINTER_STAYS_IN_PRINTING")
    record PrinterUser(JasperPrint print) {}

    @Planted("WHAT_SPRING_CALLS_IS_NOT_PUBLIC")
    @Controller
    public abstract static class OpenParts {}

    @Planted("NAMES_SAY_THE_THING")
    static final class LockManager {}

    @Planted("EVENTS_ARE_HEARD_IN_THE_SAME_TRANSACTION")
    static final class LateListener {
        @TransactionalEventListener
        void hear(String event) {}
    }

    @Planted("PARTS_ARE_GIVEN_BY_CONSTRUCTOR")
    static final class WiredField {
        @Autowired
        String part = "";
    }

    @Planted("NOTHING_IS_PRINTED_BESIDE_THE_LOG")
    static final class Printer {
        void print() {
            System.out.println("here");
        }
    }
}
