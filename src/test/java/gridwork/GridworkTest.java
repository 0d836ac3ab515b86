package gridwork;

import gridwork.cases.Crew;
import gridwork.cases.moves.Underway;
import gridwork.cases.spotcheck.Drawn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole program on a real database, shared by all test classes: one context, so a test makes subjects of its own and
 * empties nothing. The database is H2 in memory, or what {@link TestDatabase} starts.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=${gridwork.test.url:jdbc:h2:mem:gridwork;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=15000}",
            "spring.datasource.username=${gridwork.test.user:sa}",
            "spring.datasource.password=${gridwork.test.password:}",
            "gridwork.demo=false",
            "gridwork.background=false",
            "gridwork.sign-in.strength=4",
            "camunda.bpm.job-execution.enabled=false"
        })
@Import({TestClock.Bound.class, Town.class, Staff.class, Crew.class, Underway.class, Drawn.class, Reports.class})
@Tag("database")
@ExtendWith(TestDatabase.class)
public @interface GridworkTest {}
