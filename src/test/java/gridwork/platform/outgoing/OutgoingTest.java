package gridwork.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.GridworkTest;
import gridwork.LocalGateways;
import gridwork.TestClock;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The queue of what goes out, with real receivers on this machine. */
@GridworkTest
class OutgoingTest {
    private static final String LEAD = "notices-lead";
    private static final String COMMUNITY = "community-secretary@notices-c1";

    @LocalServerPort
    int port;

    @Autowired
    StoredOutgoing queue;

    @Autowired
    OutgoingSettings settings;

    @Autowired
    WebhookChannel app;

    @Autowired
    SmsChannel sms;

    @Autowired
    MailChannel mail;

    @Autowired
    Gateways posts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager manager;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private Instant before = Instant.EPOCH;
    private @Nullable LocalGateways gateways;
    private String name = "";

    @BeforeEach
    void nothing_waits() {
        before = clock.now();
        clock.set(Instant.parse("2032-06-01T02:00:00Z"));
        work.run(() -> jdbc.sql("update outgoing_message set state = 'failed' where state = 'waiting'")
                .update());
        name = "t" + Ids.next();
    }

    @AfterEach
    void the_clock_and_the_receivers_as_before() {
        if (gateways != null) {
            gateways.close();
        }
        clock.set(before);
    }

    // --- what goes out

    @Test
    void a_message_is_in_the_queue_only_if_what_it_tells_of_is_committed() {
        assertThatThrownBy(() -> work.run(() -> {
                    queue.queue(List.of(to(Channel.SMS, LEAD)));
                    throw new IllegalArgumentException("it did not happen");
                }))
                .hasMessageContaining("did not happen");
        assertThat(mine()).isEmpty();
        assertThatThrownBy(() -> queue.queue(List.of(to(Channel.SMS, LEAD))))
                .as("outside of a transaction nothing can be told")
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void the_app_gets_a_signed_event_with_a_link_and_no_number_of_a_person() throws JsonProcessingException {
        LocalGateways at = there();
        told(to(Channel.WEBHOOK, COMMUNITY, "浙A12345，电话13812345678，张三"));
        node().run(app);
        LocalGateways.Taken taken = at.taken("app").get(0);
        assertThat(taken.isSigned()).isTrue();
        JsonNode event = new ObjectMapper().readTree(taken.body());
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("gridwork.notice");
        assertThat(event.path("id").asText())
                .isEqualTo(name)
                .isEqualTo(taken.headers().get("Webhook-id"));
        assertThat(event.at("/data/link").asText()).isEqualTo("https://street.example/cases/7");
        assertThat(event.at("/data/receiver").asText()).isEqualTo(COMMUNITY);
        assertThat(taken.body()).doesNotContain("12345678", "A12345").contains("浙A•••45", "138•••78");
        Message sent = mine().get(0);
        assertThat(sent.state()).isEqualTo(Message.State.SENT);
        assertThat(sent.answer()).startsWith("200");
    }

    @Test
    void a_short_message_goes_to_the_phone_that_is_configured_and_neither_queue_nor_receipts_hold_the_number()
            throws JsonProcessingException {
        LocalGateways at = there();
        at.answers("sms", 200, "{\"id\": \"gw-77\", \"to\": \"13900002222\"}");
        told(to(Channel.SMS, LEAD, "车辆浙A12345"));
        node().run(sms);
        LocalGateways.Taken taken = at.taken("sms").get(0);
        assertThat(taken.isSigned()).isTrue();
        JsonNode body = new ObjectMapper().readTree(taken.body());
        assertThat(body.path("to").asText()).isEqualTo("13900002222");
        assertThat(body.path("text").asText()).isEqualTo("车辆浙A•••45 https://street.example/cases/7");
        assertThat(body.path("receipts").asText()).isEqualTo("https://street.example/outgoing/receipts/sms");
        Message sent = mine().get(0);
        assertThat(sent.remoteId()).isEqualTo("gw-77");
        assertThat(sent.answer()).contains("139•••22").doesNotContain("13900002222");
        assertThat(receipts())
                .singleElement()
                .satisfies(each -> assertThat(each.answer()).doesNotContain("13900002222"));
    }

    @Test
    void mail_is_sent_in_both_languages_and_has_the_same_number_when_it_is_sent_again() throws Exception {
        LocalGateways at = there();
        told(to(Channel.MAIL, LEAD));
        node().run(mail);
        work.run(() -> jdbc.sql("update outgoing_message set state = 'waiting' where message_key = :key")
                .param("key", name)
                .update());
        node().run(mail);
        assertThat(at.mails()).hasSize(2);
        assertThat(at.mails().get(0).getMessageID()).isEqualTo(at.mails().get(1).getMessageID());
        assertThat(at.mails().get(0).getSubject()).isEqualTo("超期");
        assertThat(String.valueOf(at.mails().get(0).getContent()))
                .contains("请处理", "Please act", "https://street.example/cases/7");
        assertThat(at.mails().get(0).getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("lead@street.example");
    }

    @Test
    void the_same_is_told_once() {
        told(to(Channel.SMS, LEAD));
        told(to(Channel.SMS, LEAD));
        assertThat(mine()).hasSize(1);
    }

    // --- what does not arrive at once

    @Test
    void a_receiver_that_is_down_for_a_day_loses_nothing_and_is_visible() {
        for (int i = 0; i < 5; i++) {
            told(to(Channel.SMS, LEAD, "第 " + i + " 条", name + "-" + i));
        }
        Sending node = node();
        for (int minutes = 0; minutes < 24 * 60; minutes += 5) {
            node.run(sms);
            clock.set(clock.now().plus(Duration.ofMinutes(5)));
        }
        assertThat(mine()).hasSize(5).allSatisfy(each -> {
            assertThat(each.state()).isEqualTo(Message.State.WAITING);
            assertThat(each.due())
                    .as("never more than a quarter of an hour away")
                    .isBefore(clock.now().plus(Duration.ofMinutes(16)));
        });
        assertThat(mine()).anySatisfy(each -> {
            assertThat(each.tries()).isGreaterThan(10);
            assertThat(each.answer()).isEqualTo("ConnectException");
        });
        assertThat(receipts()).as("told once why, not a hundred times").hasSizeLessThanOrEqualTo(5);
        assertThat(stand(Channel.SMS).waiting()).isGreaterThanOrEqualTo(5);
        assertThat(stand(Channel.SMS).since()).isBefore(clock.now().minus(Duration.ofHours(23)));

        LocalGateways at = there();
        clock.set(clock.now().plus(Duration.ofMinutes(16)));
        node.run(sms);
        assertThat(at.taken("sms")).hasSize(5);
        assertThat(at.taken("sms").stream().map(LocalGateways.Taken::body).distinct())
                .hasSize(5);
        assertThat(mine()).allSatisfy(each -> assertThat(each.state()).isEqualTo(Message.State.SENT));
    }

    @Test
    void what_the_receiver_refuses_is_not_sent_again_until_somebody_says_so() {
        LocalGateways at = there();
        at.answers("sms", 422, "no such number");
        told(to(Channel.SMS, LEAD));
        node().run(sms);
        Message failed = mine().get(0);
        assertThat(failed.state()).isEqualTo(Message.State.FAILED);
        assertThat(failed.answer()).isEqualTo("422 no such number");
        clock.set(clock.now().plus(Duration.ofDays(1)));
        node().run(sms);
        at.answers("sms", 200, "{\"id\": \"gw-78\"}");
        assertThat(at.taken("sms")).isEmpty();

        queue.again(failed.id(), "notices-admin");
        node().run(sms);
        assertThat(at.taken("sms")).hasSize(1);
        assertThat(mine().get(0).state()).isEqualTo(Message.State.SENT);
        assertThat(receipts()).extracting(Receipt::what).containsExactly("refused", "again", "sent");
        assertThat(receipts()).extracting(Receipt::by).containsExactly(null, "notices-admin", null);
        assertThatThrownBy(() -> queue.again(failed.id(), "notices-admin"))
                .as("it has not failed any more")
                .isInstanceOf(Refused.class);
    }

    @Test
    void one_that_the_receiver_cannot_take_now_holds_up_no_other_and_is_given_up_after_days() {
        LocalGateways at = there();
        at.answers("sms", 500, "trouble");
        told(to(Channel.SMS, LEAD, "甲", name + "-1"));
        Sending node = node();
        node.run(sms);
        assertThat(mine().get(0).state()).isEqualTo(Message.State.WAITING);
        at.answers("sms", 200, "{}");
        told(to(Channel.SMS, LEAD, "乙", name + "-2"));
        node.run(sms);
        assertThat(at.taken("sms")).hasSize(1);

        at.answers("sms", 500, "trouble");
        for (int hours = 0; hours < 80; hours++) {
            clock.set(clock.now().plus(Duration.ofHours(1)));
            node.run(sms);
        }
        assertThat(mine())
                .filteredOn(each -> each.key().endsWith("-1"))
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(Message.State.FAILED));
    }

    @Test
    void who_has_no_address_and_what_is_not_set_up_is_shown_and_never_faked() {
        told(to(Channel.SMS, "somebody-else", "甲", name + "-1"));
        node().run(sms);
        assertThat(mine().get(0).state()).isEqualTo(Message.State.NO_ADDRESS);

        var unset = new SmsChannel(
                new OutgoingSettings(
                        "",
                        "zh",
                        false,
                        new OutgoingSettings.Gateway("", ""),
                        new OutgoingSettings.Gateway("", ""),
                        settings.mail(),
                        List.of(),
                        settings.retry()),
                new Addresses(settings, List.of()),
                posts);
        told(to(Channel.SMS, LEAD, "乙", name + "-2"));
        node().run(unset);
        assertThat(mine())
                .filteredOn(each -> each.key().endsWith("-2"))
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(Message.State.NOT_SET_UP));
    }

    @Test
    void two_nodes_never_send_the_same_message() throws InterruptedException {
        LocalGateways at = there();
        at.answersAfter("sms", 30);
        List<NewMessage> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(to(Channel.SMS, LEAD, "第 " + i + " 条", name + "-" + i));
        }
        work.run(() -> queue.queue(many));
        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Sending node = node();
            nodes.add(new Thread(() -> node.run(sms)));
        }
        nodes.forEach(Thread::start);
        for (Thread each : nodes) {
            each.join();
        }
        assertThat(at.taken("sms")).hasSize(30);
        assertThat(at.taken("sms").stream()
                        .map(each -> each.headers().get("Webhook-id"))
                        .distinct())
                .hasSize(30);
    }

    @Test
    void what_follows_only_where_nobody_read_is_not_sent_where_somebody_did() {
        LocalGateways at = there();
        Instant soon = clock.now().plus(Duration.ofMinutes(30));
        long notice = Ids.next();
        told(new NewMessage(
                name + "-page",
                notice,
                "community",
                "task",
                Channel.PAGE,
                LEAD,
                "case/7",
                TITLE,
                TEXT,
                "/cases/7",
                false,
                clock.now(),
                null,
                "community"));
        told(new NewMessage(
                name + "-sms",
                notice,
                "community",
                "task",
                Channel.SMS,
                LEAD,
                "case/7",
                TITLE,
                TEXT,
                "/cases/7",
                false,
                soon,
                Unless.READ,
                "community"));
        node().run(sms);
        assertThat(at.taken("sms")).isEmpty();
        assertThat(queue.unread(LEAD)).isPositive();
        Message page = mine().stream()
                .filter(each -> each.channel().equals(Channel.PAGE))
                .findFirst()
                .orElseThrow();
        assertThat(queue.read("somebody-else", page.id()))
                .as("nobody reads what is told to others")
                .isEmpty();
        assertThat(queue.read(LEAD, page.id())).isPresent();
        clock.set(soon);
        node().run(sms);
        assertThat(at.taken("sms")).isEmpty();
        assertThat(mine())
                .filteredOn(each -> each.channel().equals(Channel.SMS))
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(Message.State.NOT_NEEDED));
    }

    // --- receipts

    @Test
    void a_gateway_says_later_that_a_message_arrived_and_only_who_knows_the_secret_is_heard() {
        there().answers("sms", 200, "{\"id\": \"gw-" + name + "\"}");
        told(to(Channel.SMS, LEAD));
        node().run(sms);
        String receipt = "{\"id\": \"gw-" + name + "\", \"state\": \"received\", \"answer\": \"DELIVRD 13900002222\"}";
        Instant now = clock.now();
        assertThat(LocalGateways.receipt(port, "sms", receipt, now, "v1,bm9ib2R5"))
                .isEqualTo(401);
        assertThat(LocalGateways.receipt(port, "sms", receipt, now.minus(Duration.ofMinutes(6))))
                .as("heard and sent again by somebody else")
                .isEqualTo(401);
        assertThat(LocalGateways.receipt(port, "mail", receipt, now)).isEqualTo(401);
        assertThat(mine().get(0).received()).isNull();

        assertThat(LocalGateways.receipt(port, "sms", receipt, now)).isEqualTo(204);
        assertThat(LocalGateways.receipt(port, "sms", receipt, now))
                .as("twice is once")
                .isEqualTo(204);
        assertThat(LocalGateways.receipt(port, "sms", receipt.replace("received", "failed"), now))
                .as("what comes late takes nothing back")
                .isEqualTo(204);
        assertThat(LocalGateways.receipt(port, "sms", receipt.replace("gw-", "of-nobody-"), now))
                .isEqualTo(404);
        assertThat(LocalGateways.receipt(port, "sms", "no json", now)).isEqualTo(400);
        assertThat(LocalGateways.receipt(
                        port, "sms", "{\"state\": \"received\", \"id\": \"" + "x".repeat(20_000) + "\"}", now))
                .isEqualTo(413);
        Message arrived = mine().get(0);
        assertThat(arrived.state()).isEqualTo(Message.State.RECEIVED);
        assertThat(receipts()).extracting(Receipt::what).containsExactly("sent", "received");
        assertThat(receipts().get(1).answer()).isEqualTo("DELIVRD 139•••22");
    }

    @Test
    void a_message_that_could_not_be_delivered_after_all_fails_visibly() {
        there();
        told(to(Channel.SMS, LEAD));
        node().run(sms);
        assertThat(LocalGateways.receipt(
                        port,
                        "sms",
                        "{\"id\": \"" + name + "\", \"state\": \"failed\", \"answer\": \"UNDELIV\"}",
                        clock.now()))
                .isEqualTo(204);
        assertThat(mine().get(0).state()).isEqualTo(Message.State.FAILED);
        assertThat(mine().get(0).answer()).isEqualTo("UNDELIV");
    }

    // --- keeping

    @Test
    void what_was_made_long_ago_is_forgotten_with_its_receipts_but_not_what_still_waits() {
        Instant now = clock.now();
        clock.set(Instant.parse("1999-06-01T02:00:00Z"));
        told(to(Channel.SMS, "somebody-else", "甲", name + "-1"));
        node().run(sms);
        told(to(Channel.SMS, LEAD, "乙", name + "-2"));
        assertThat(receipts()).isNotEmpty();
        clock.set(now);
        work.run(() -> queue.forget(Instant.parse("2000-01-01T00:00:00Z"), 100));
        assertThat(mine())
                .singleElement()
                .satisfies(each -> assertThat(each.key()).endsWith("-2"));
        assertThat(receipts()).isEmpty();
    }

    // --- words

    private static final Label TITLE = new Label("超期", "Time is up");
    private static final Label TEXT = new Label("请处理", "Please act");

    private LocalGateways there() {
        LocalGateways open = LocalGateways.open();
        gateways = open;
        return open;
    }

    private Sending node() {
        return new Sending(queue, manager, settings, clock);
    }

    private void told(NewMessage message) {
        work.run(() -> queue.queue(List.of(message)));
    }

    private NewMessage to(String channel, String receiver) {
        return to(channel, receiver, TEXT.zh());
    }

    private NewMessage to(String channel, String receiver, String text) {
        return to(channel, receiver, text, name);
    }

    private NewMessage to(String channel, String receiver, String text, String key) {
        return new NewMessage(
                key,
                Ids.next(),
                "community",
                "clock-breached",
                channel,
                receiver,
                name,
                TITLE,
                new Label(text, TEXT.en()),
                "/cases/7",
                false,
                clock.now(),
                null,
                "community");
    }

    private List<Message> mine() {
        List<Long> ids = jdbc.sql("select id from outgoing_message where message_key like :key order by id")
                .param("key", name + "%")
                .query(Long.class)
                .list();
        return ids.stream()
                .map(each -> queue.find(new MessageId(each)).orElseThrow())
                .toList();
    }

    private List<Receipt> receipts() {
        return queue.receipts(mine().stream().map(Message::id).toList()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private Outgoing.Stand stand(String channel) {
        return queue.stands().stream()
                .filter(each -> each.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }
}
