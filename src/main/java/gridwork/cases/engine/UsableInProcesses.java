package gridwork.cases.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/** A bean that a process may name in its XML; all others are out of its reach. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
public @interface UsableInProcesses {
    /** The name that the XML uses. */
    @AliasFor(annotation = Component.class)
    String value();
}
