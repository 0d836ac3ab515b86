package gridwork.bench.bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;

/**
 * The floor of the start: Camunda's own starters (webapp, rest) on the same database, and nothing of ours. It is no
 * {@code @Configuration}, lest the tests' scan finds it and takes over what it excludes.
 */
@EnableAutoConfiguration(
        exclude = {
            LiquibaseAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            ThymeleafAutoConfiguration.class
        },
        excludeName = {
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springdoc.core.configuration.SpringDocConfiguration",
            "org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration",
            "org.springdoc.webmvc.ui.SwaggerConfig",
            "org.springdoc.core.properties.SwaggerUiConfigProperties"
        })
public class Bare {
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "bare");
        System.setProperty("logging.level.root", "warn");
        SpringApplication.run(Bare.class, args);
    }
}
