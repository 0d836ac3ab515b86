package gridwork.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A line of a form ends as its page counted it: a browser sends two characters where its limits of length count one, and who
 * has written as much as the page lets them would be refused.
 */
@Component
@ConditionalOnWebApplication
class LineEnds extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new AsCounted(request), response);
    }

    private static final class AsCounted extends HttpServletRequestWrapper {
        AsCounted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String sent = super.getParameter(name);
            return sent == null ? null : counted(sent);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] sent = super.getParameterValues(name);
            return sent == null ? null : counted(sent);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> all = new LinkedHashMap<>();
            super.getParameterMap().forEach((name, sent) -> all.put(name, counted(sent)));
            return all;
        }

        private static String[] counted(String[] sent) {
            String[] all = new String[sent.length];
            for (int i = 0; i < sent.length; i++) {
                all[i] = counted(sent[i]);
            }
            return all;
        }

        private static String counted(String sent) {
            return sent.replace("\r\n", "\n");
        }
    }
}
