package gridwork.cases.notices.web;

import gridwork.cases.notices.Bell;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Where open pages listen for the count of unread notices. */
@Controller
@ConditionalOnWebApplication
class NoticeStream {
    private final Bell bell;

    NoticeStream(Bell bell) {
        this.bell = bell;
    }

    @GetMapping(path = "/notices/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter listen(Principal reader, HttpSession session, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        return bell.listen(reader.getName(), session.getId());
    }
}
