package gridwork.reviews;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {
    @Bean
    Catalogue siteFigures() {
        return Catalogue.read("sites");
    }
}
