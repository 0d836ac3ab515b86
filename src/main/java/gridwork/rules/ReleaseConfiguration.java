package gridwork.rules;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {
    /** {@code gridwork.project} names a folder whose rules take the place of those in the program. */
    @Bean
    Releases releases(@Value("${gridwork.project:}") String project) {
        return project.isBlank() ? Releases.onClassPath() : Releases.of(Path.of(project));
    }
}
