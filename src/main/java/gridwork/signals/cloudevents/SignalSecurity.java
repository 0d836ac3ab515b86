package gridwork.signals.cloudevents;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** The door for programs knows no session and no form: a key per source, on every request. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SignalSecurity {
    static final String SENDER = "SIGNAL_SENDER";

    @Bean
    @Order(5)
    static SecurityFilterChain signalChain(
            HttpSecurity http,
            SignalKeys keys,
            MessageSource messages,
            com.fasterxml.jackson.databind.ObjectMapper json)
            throws Exception {
        var at = PathPatternRequestMatcher.withDefaults();
        var door = at.matcher(HttpMethod.POST, "/signals");
        var schemas = at.matcher(HttpMethod.GET, "/signals/schemas/**");
        var codes = at.matcher(HttpMethod.POST, "/signals/follow-codes");
        return http.securityMatcher(new OrRequestMatcher(door, schemas, codes))
                .authorizeHttpRequests(all ->
                        all.requestMatchers(schemas).permitAll().anyRequest().hasAuthority(SENDER))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(e -> e.authenticationEntryPoint((request, response, failure) -> {
                    var problem = ProblemDetail.forStatusAndDetail(
                            HttpStatus.UNAUTHORIZED,
                            messages.getMessage("refused.signal-key", null, request.getLocale()));
                    problem.setProperty("code", "signal-key");
                    response.setStatus(HttpStatus.UNAUTHORIZED.value());
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                    response.getOutputStream().write(json.writeValueAsBytes(problem));
                }))
                .addFilterBefore(new BearerKey(keys), AuthorizationFilter.class)
                .build();
    }

    private static final class BearerKey extends OncePerRequestFilter {
        private static final String BEARER = "bearer ";
        private final SignalKeys keys;

        BearerKey(SignalKeys keys) {
            this.keys = keys;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String header = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                keys.sourceOf(header.substring(BEARER.length()).strip()).ifPresent(source -> {
                    var context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                            source, "", List.of(new SimpleGrantedAuthority(SENDER))));
                    SecurityContextHolder.setContext(context);
                });
            }
            chain.doFilter(request, response);
        }
    }
}
