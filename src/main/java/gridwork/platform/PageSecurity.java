package gridwork.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Our own pages and API: closed unless signed in. The engine's addresses and the signals' door have chains before these. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@ConditionalOnWebApplication
class PageSecurity {
    private static final String ONLY_OURS = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob:; frame-ancestors 'none'; form-action 'self'; base-uri 'self';"
            + " object-src 'none'";
    private static final String NO_DEVICES = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";

    @Bean
    @Order(9)
    static SecurityFilterChain apiChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/api/**"))
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .httpBasic(Customizer.withDefaults())
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), PageSecurity::isFromAPage))
                .csrf(c -> c.ignoringRequestMatchers(PageSecurity::isFromAProgram))
                .headers(PageSecurity::strict)
                .build();
    }

    @Bean
    @Order(10)
    static SecurityFilterChain pageChain(HttpSecurity http) throws Exception {
        var at = PathPatternRequestMatcher.withDefaults();
        return http.authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                at.matcher("/web/**"),
                                at.matcher("/login"),
                                at.matcher("/follow/**"),
                                at.matcher("/own/**"),
                                at.matcher("/permits/**"),
                                at.matcher("/actuator/health/**"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login"))
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), PageSecurity::isFromAPage))
                .requestCache(kept -> kept.requestCache(pagesOnly()))
                .logout(out -> out.logoutSuccessUrl("/login?logout"))
                .headers(PageSecurity::strict)
                .build();
    }

    /** After the sign-in the reader goes to the page first asked for, never to a part or a file of one. */
    private static RequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> request.getMethod().equals("GET")
                && !isFromAPage(request)
                && Failures.wantsPage(request, request.getRequestURI()));
        return cache;
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(ONLY_OURS))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES));
    }

    /** A browser would ask for a password in a window of its own. */
    private static boolean isFromAPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null || request.getHeader("X-Requested-With") != null;
    }

    /** A browser names the origin of what it sends, also when another site made it send remembered credentials. */
    private static boolean isFromAProgram(HttpServletRequest request) {
        return request.getHeader("Authorization") != null
                && request.getHeader("Origin") == null
                && request.getHeader("Sec-Fetch-Site") == null;
    }
}
