package gridwork.app.web;

import gridwork.facts.Subjects;
import gridwork.street.Jurisdiction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Chinese unless the reader chose English with {@code ?lang=en}; a cookie remembers the choice. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageSettings implements WebMvcConfigurer {
    private final WithinReach reach;

    PageSettings(ObjectProvider<Subjects> subjects, ObjectProvider<Jurisdiction> jurisdiction) {
        this.reach = new WithinReach(subjects, jurisdiction);
    }

    @Bean
    static LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("gridwork-language");
        resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new LanguageChoice());
        registry.addInterceptor(reach).addPathPatterns("/subjects/**", "/api/subjects/**");
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/login").setViewName("login");
    }

    private static final class LanguageChoice implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            String chosen = request.getParameter("lang");
            if ("en".equals(chosen) || "zh".equals(chosen)) {
                localeResolver(request)
                        .setLocale(request, response, "en".equals(chosen) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
            }
            return true;
        }

        private static LocaleResolver localeResolver(HttpServletRequest request) {
            LocaleResolver resolver = RequestContextUtils.getLocaleResolver(request);
            if (resolver == null) {
                throw new IllegalStateException("no locale resolver");
            }
            return resolver;
        }
    }
}
