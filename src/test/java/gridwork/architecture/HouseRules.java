package gridwork.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Set;

/** The rules of the house that a machine can check, each with the name of its guard. */
final class HouseRules {
    private static final Set<String> CLOCKS =
            Set.of("now", "currentTimeMillis", "systemUTC", "systemDefaultZone", "system");

    private HouseRules() {}

    static final ArchRule TIME_IS_AN_ARGUMENT = noClasses()
            .that()
            .resideOutsideOfPackages("gridwork.platform")
            .should()
            .callMethodWhere(readsTheClock())
            .orShould()
            .callConstructor(Date.class)
            .because("only platform reads the system clock; everybody else is given a StreetClock");

    static final ArchRule NO_EXCEPTION_SPEAKS_TO_A_USER = noClasses()
            .that()
            .resideInAnyPackage("gridwork..web..", "gridwork..cli..")
            .should()
            .callMethodWhere(readsAnExceptionsText())
            .because("a user reads a sentence of the catalogue, never an exception's own text");

    static final ArchRule THE_ENGINE_STAYS_IN_CASES = noClasses()
            .that()
            .resideOutsideOfPackages("gridwork.cases..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..")
            .because("another engine must be able to take its place");

    static final ArchRule THE_RULE_ENGINE_STAYS_IN_RULES = noClasses()
            .that()
            .resideOutsideOfPackages("gridwork.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.drools..", "org.kie..")
            .because("a faster evaluator must be able to take its place");

    static final ArchRule THE_PRINTER_STAYS_IN_PRINTING = noClasses()
            .that()
            .resideOutsideOfPackages("gridwork.printing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.sf.jasperreports..", "com.lowagie..");

    static final ArchRule WHAT_SPRING_CALLS_IS_NOT_PUBLIC = classes()
            .that()
            .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
            .or()
            .areMetaAnnotatedWith("org.springframework.web.bind.annotation.ControllerAdvice")
            .or()
            .areAnnotatedWith("org.springframework.context.annotation.Configuration")
            .should()
            .notBePublic();

    static final ArchRule NAMES_SAY_THE_THING = noClasses()
            .should()
            .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Dto|DTO)")
            .because("a name says the thing or the act in the officer's words");

    static final ArchRule EVENTS_ARE_HEARD_IN_THE_SAME_TRANSACTION = methods()
            .should()
            .notBeAnnotatedWith("org.springframework.transaction.event.TransactionalEventListener")
            .andShould()
            .notBeAnnotatedWith("org.springframework.modulith.events.ApplicationModuleListener")
            .andShould()
            .notBeAnnotatedWith("org.springframework.scheduling.annotation.Async")
            .because("a listener before the commit that publishes again loses the second event");

    static final ArchRule PARTS_ARE_GIVEN_BY_CONSTRUCTOR =
            noFields().should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

    static final ArchRule NOTHING_IS_PRINTED_BESIDE_THE_LOG = noClasses()
            .that()
            .resideOutsideOfPackages("gridwork..cli..", "gridwork.app.demo", "gridwork.printing", "gridwork.rules..")
            .should()
            .accessTargetWhere(printsToTheConsole());

    /** By name, so that the guards' own test can go through them all. */
    static final Map<String, ArchRule> ALL = Map.ofEntries(
            Map.entry("TIME_IS_AN_ARGUMENT", TIME_IS_AN_ARGUMENT),
            Map.entry("NO_EXCEPTION_SPEAKS_TO_A_USER", NO_EXCEPTION_SPEAKS_TO_A_USER),
            Map.entry("THE_ENGINE_STAYS_IN_CASES", THE_ENGINE_STAYS_IN_CASES),
            Map.entry("THE_RULE_ENGINE_STAYS_IN_RULES", THE_RULE_ENGINE_STAYS_IN_RULES),
            Map.entry("THE_PRINTER_STAYS_IN_PRINTING", THE_PRINTER_STAYS_IN_PRINTING),
            Map.entry("WHAT_SPRING_CALLS_IS_NOT_PUBLIC", WHAT_SPRING_CALLS_IS_NOT_PUBLIC),
            Map.entry("NAMES_SAY_THE_THING", NAMES_SAY_THE_THING),
            Map.entry("EVENTS_ARE_HEARD_IN_THE_SAME_TRANSACTION", EVENTS_ARE_HEARD_IN_THE_SAME_TRANSACTION),
            Map.entry("PARTS_ARE_GIVEN_BY_CONSTRUCTOR", PARTS_ARE_GIVEN_BY_CONSTRUCTOR),
            Map.entry("NOTHING_IS_PRINTED_BESIDE_THE_LOG", NOTHING_IS_PRINTED_BESIDE_THE_LOG));

    private static DescribedPredicate<JavaCall<?>> readsTheClock() {
        return DescribedPredicate.describe("a call that reads the system clock", call -> {
            JavaClass owner = call.getTargetOwner();
            boolean time = owner.getPackageName().equals("java.time")
                    || owner.isEquivalentTo(System.class)
                    || owner.isEquivalentTo(Clock.class);
            return time
                    && CLOCKS.contains(call.getName())
                    && call.getTarget().getRawParameterTypes().stream().noneMatch(it -> it.isEquivalentTo(Clock.class));
        });
    }

    private static DescribedPredicate<JavaCall<?>> readsAnExceptionsText() {
        return DescribedPredicate.describe(
                "a call of an exception's getMessage()",
                call -> call.getTargetOwner().isAssignableTo(Throwable.class)
                        && Set.of("getMessage", "getLocalizedMessage", "getReason")
                                .contains(call.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> printsToTheConsole() {
        return DescribedPredicate.describe("System.out or System.err", access -> {
            AccessTarget target = access.getTarget();
            return target.getOwner().isEquivalentTo(System.class)
                    && Set.of("out", "err").contains(target.getName());
        });
    }
}
