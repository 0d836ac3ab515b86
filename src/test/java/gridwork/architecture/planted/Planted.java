package gridwork.architecture.planted;

import gridwork.architecture.planted.web.SpeakingPage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** A violation planted on purpose, and the guard that must find it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Planted {
    String value();

    List<Class<?>> IN = List.of(
            Violations.Watch.class,
            Violations.OldWatch.class,
            SpeakingPage.class,
            Violations.EngineUser.class,
            Violations.RuleEngineUser.class,
            Violations.PrinterUser.class,
            Violations.OpenParts.class,
            Violations.LockManager.class,
            Violations.LateListener.class,
            Violations.WiredField.class,
            Violations.Printer.class);
}
