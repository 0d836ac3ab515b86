package gridwork.cases.notices.web;

import gridwork.platform.Paging;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.outgoing.Message;
import gridwork.platform.outgoing.MessageId;
import gridwork.platform.outgoing.Outgoing;
import java.security.Principal;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What the signed-in officer is told (我的通知). */
@Controller
@ConditionalOnWebApplication
class NoticePages {
    private static final int SIZE = 25;
    private final Outgoing outgoing;
    private final StreetClock clock;

    NoticePages(Outgoing outgoing, StreetClock clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    @GetMapping("/notices")
    String own(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") int from,
            Principal reader,
            Model model) {
        int start = Math.max(0, from);
        Outgoing.Page page = outgoing.told(reader.getName(), unread, text, start, SIZE);
        model.addAttribute("notices", page.messages());
        model.addAttribute("unread", unread);
        model.addAttribute("open", outgoing.unread(reader.getName()));
        model.addAttribute("text", text);
        model.addAttribute(
                "paging",
                new Paging(
                        page.total(),
                        start,
                        SIZE,
                        UriComponentsBuilder.fromPath("/notices")
                                .queryParam("unread", unread)
                                .queryParam("text", "{text}")
                                .encode()
                                .buildAndExpand(text)
                                .toUriString()));
        return "notices/own";
    }

    /** Who goes to what it is about has read it. */
    @GetMapping("/notices/{id:\\d+}")
    String open(@PathVariable long id, Principal reader) {
        Message read =
                outgoing.read(reader.getName(), new MessageId(id)).orElseThrow(() -> new Refused("notice-not-found"));
        return "redirect:" + read.link();
    }

    @PostMapping("/notices/read")
    String readAll(Principal reader, RedirectAttributes then) {
        outgoing.readAll(reader.getName());
        then.addFlashAttribute("done", "notices.all-read");
        return "redirect:/notices";
    }
}
