package gridwork.rules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {
    @Bean
    Releases releases() {
        return Releases.onClassPath();
    }
}
