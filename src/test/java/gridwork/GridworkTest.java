package gridwork;

import gridwork.cases.Crew;
import gridwork.cases.appeal.Appellants;
import gridwork.cases.moves.Underway;
import gridwork.cases.spotcheck.Drawn;
import gridwork.specification.Passed;
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
            "camunda.bpm.job-execution.enabled=false",
            "gridwork.notices.address=https://street.example",
            "gridwork.notices.webhook.url=http://localhost:${gridwork.test.gateway:1}/app",
            "gridwork.notices.webhook.secret=" + LocalGateways.SECRET,
            "gridwork.notices.sms.url=http://localhost:${gridwork.test.gateway:1}/sms",
            "gridwork.notices.sms.secret=" + LocalGateways.SECRET,
            "gridwork.notices.mail.host=127.0.0.1",
            "gridwork.notices.mail.port=${gridwork.test.mail:1}",
            "gridwork.notices.mail.tls=false",
            "gridwork.notices.mail.from=gridwork@street.example",
            "gridwork.notices.addresses[0].of=community-secretary@notices-c1",
            "gridwork.notices.addresses[0].phone=13800001111",
            "gridwork.notices.addresses[1].of=notices-lead",
            "gridwork.notices.addresses[1].phone=13900002222",
            "gridwork.notices.addresses[1].mail=lead@street.example"
        })
@Import({
    TestClock.Bound.class,
    Town.class,
    Staff.class,
    Crew.class,
    Appellants.class,
    Underway.class,
    Drawn.class,
    Reports.class,
    Passed.class
})
@Tag("database")
@ExtendWith(TestDatabase.class)
public @interface GridworkTest {}
