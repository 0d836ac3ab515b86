package gridwork.cases.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** The engine's web applications and its REST interface behind our sign-in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class EngineWeb {

    /** They bring their own CSRF filter and their own headers: ours stay away. Signing out there is signing out here. */
    @Bean
    @Order(1)
    SecurityFilterChain webapps(HttpSecurity http) throws Exception {
        var path = PathPatternRequestMatcher.withDefaults();
        return http.securityMatcher(path.matcher("/camunda/**"))
                .authorizeHttpRequests(all -> all.requestMatchers(tools(path))
                        .hasRole("ADMINISTRATOR")
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), path.matcher("/camunda/api/**"))
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), path.matcher("/camunda/**")))
                .logout(out -> out.logoutRequestMatcher(
                                path.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout"))
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Cockpit's own queries ask who is signed in, but not whether Cockpit is theirs to open. */
    private static RequestMatcher[] tools(PathPatternRequestMatcher.Builder path) {
        return Stream.of("app/cockpit", "api/cockpit", "app/admin", "api/admin/plugin")
                .map(tool -> path.matcher("/camunda/" + tool + "/**"))
                .toArray(RequestMatcher[]::new);
    }

    @Bean
    @Order(2)
    SecurityFilterChain engineRest(HttpSecurity http) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/engine-rest/**"))
                .authorizeHttpRequests(all -> all.requestMatchers(EngineWeb::isFromABrowser)
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /** A browser sends remembered credentials along with any site's request, and says that it is one: this door is for programs. */
    private static boolean isFromABrowser(HttpServletRequest request) {
        return request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
    }

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> singleSignOn() {
        var registration = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setInitParameters(Map.of("authentication-provider", SignedIn.class.getName()));
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(200);
        return registration;
    }

    /** Tells the engine who calls its REST interface. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> callerOfEngineRest(IdentityService identity) {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new CallerOfEngineRest(identity));
        registration.addUrlPatterns("/engine-rest/*");
        registration.setOrder(200);
        return registration;
    }

    private static final class CallerOfEngineRest extends OncePerRequestFilter {
        private final IdentityService identity;

        CallerOfEngineRest(IdentityService identity) {
            this.identity = identity;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Authentication caller = SecurityContextHolder.getContext().getAuthentication();
            if (caller == null) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
            identity.setAuthentication(
                    caller.getName(),
                    identity.createGroupQuery().groupMember(caller.getName()).list().stream()
                            .map(Group::getId)
                            .toList());
            try {
                chain.doFilter(request, response);
            } finally {
                identity.clearAuthentication();
            }
        }
    }
}
