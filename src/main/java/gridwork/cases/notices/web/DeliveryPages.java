package gridwork.cases.notices.web;

import gridwork.cases.notices.NoticeDesk;
import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.platform.outgoing.Message;
import gridwork.platform.outgoing.MessageId;
import gridwork.platform.outgoing.Outgoing;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What became of every message (发送与回执), for those who look after the street's channels. */
@Controller
@ConditionalOnWebApplication
@PreAuthorize("hasRole('ADMINISTRATOR')")
class DeliveryPages {
    private static final int SIZE = 25;
    private final Outgoing outgoing;
    private final NoticeDesk desk;
    private final StreetClock clock;

    DeliveryPages(Outgoing outgoing, NoticeDesk desk, StreetClock clock) {
        this.outgoing = outgoing;
        this.desk = desk;
        this.clock = clock;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    @GetMapping("/notices/deliveries")
    String all(
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        int start = Math.max(0, from);
        String by = outgoing.channels().stream().anyMatch(each -> each.id().equals(channel)) ? channel : null;
        Message.State stands = state(state);
        Outgoing.Page page = outgoing.page(new Outgoing.Asked(by, stands, text, start, SIZE));
        model.addAttribute("messages", page.messages());
        model.addAttribute(
                "receipts",
                outgoing.receipts(page.messages().stream().map(Message::id).collect(Collectors.toSet())));
        model.addAttribute("receivers", desk.receivers(page.messages()));
        model.addAttribute("stands", outgoing.stands());
        model.addAttribute("failing", desk.failing());
        model.addAttribute("states", Message.State.values());
        model.addAttribute("counts", outgoing.counts(by));
        model.addAttribute("channel", by);
        model.addAttribute("state", stands);
        model.addAttribute("text", text);
        model.addAttribute("paging", new Paging(page.total(), start, SIZE, address(by, stands, text)));
        return "notices/deliveries";
    }

    private static String address(@Nullable String channel, Message.@Nullable State state, String text) {
        return UriComponentsBuilder.fromPath("/notices/deliveries")
                .queryParam("channel", channel == null ? "" : channel)
                .queryParam("state", state == null ? "" : state.stored())
                .queryParam("text", "{text}")
                .encode()
                .buildAndExpand(text)
                .toUriString();
    }

    private static Message.@Nullable State state(String stored) {
        return Arrays.stream(Message.State.values())
                .filter(each -> each.stored().equals(stored))
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/notices/deliveries/{id:\\d+}/again")
    String again(@PathVariable long id, Principal by, RedirectAttributes then) {
        outgoing.again(new MessageId(id), by.getName());
        then.addFlashAttribute("done", "notices.again.done");
        return "redirect:/notices/deliveries";
    }
}
