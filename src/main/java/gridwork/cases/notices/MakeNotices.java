package gridwork.cases.notices;

import gridwork.decisions.Decisions;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Sha256;
import gridwork.platform.StreetClock;
import gridwork.platform.outgoing.Channel;
import gridwork.platform.outgoing.Masked;
import gridwork.platform.outgoing.NewMessage;
import gridwork.platform.outgoing.Outgoing;
import gridwork.street.Acting;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the messages of some occasions: asks the rules who is told, finds them, and fills in the words. */
@Component
class MakeNotices {
    private static final String RULES = "notices";
    private static final int TITLE = 200;
    private static final int TEXT = 600;
    private static final int KEY = 190;
    private final LookAround look;
    private final Decisions decisions;
    private final Receivers receivers;
    private final Texts texts;
    private final Outgoing outgoing;
    private final Areas areas;
    private final Officers officers;
    private final Acting acting;
    private final StreetClock clock;

    MakeNotices(
            LookAround look,
            Decisions decisions,
            Receivers receivers,
            Texts texts,
            Outgoing outgoing,
            Areas areas,
            Officers officers,
            Acting acting,
            StreetClock clock) {
        this.look = look;
        this.decisions = decisions;
        this.receivers = receivers;
        this.texts = texts;
        this.outgoing = outgoing;
        this.areas = areas;
        this.officers = officers;
        this.acting = acting;
        this.clock = clock;
    }

    List<NewMessage> of(List<Occasion> some) {
        var making = new Making();
        look.at(some, making.places).forEach(making::add);
        return together(making.messages.values());
    }

    /** Many of one kind that come up together for the same receiver are one. */
    private List<NewMessage> together(Iterable<NewMessage> all) {
        Map<List<Object>, List<NewMessage>> alike = new LinkedHashMap<>();
        for (NewMessage each : all) {
            List<Object> group = each.urgent()
                    ? List.of(each.key())
                    : List.of(
                            each.kind(),
                            each.channel(),
                            each.receiver(),
                            each.party(),
                            each.awaited(),
                            String.valueOf(each.unless()));
            alike.computeIfAbsent(group, none -> new ArrayList<>()).add(each);
        }
        Map<String, Long> notices = new HashMap<>();
        List<NewMessage> made = new ArrayList<>();
        alike.values().forEach(few -> {
            if (few.size() > receivers.together()) {
                made.add(one(few, notices.computeIfAbsent(few.get(0).kind(), kind -> Ids.next())));
            } else {
                made.addAll(few);
            }
        });
        return made;
    }

    private NewMessage one(List<NewMessage> many, long notice) {
        NewMessage first = many.get(0);
        Texts.Text text = texts.of(Kind.of(first.kind()));
        String count = String.valueOf(many.size());
        Label said = Texts.filled(text.many(), Map.of("count", new Label(count, count)), TITLE);
        return new NewMessage(
                key("many/" + first.key()),
                notice,
                first.party(),
                first.kind(),
                first.channel(),
                first.receiver(),
                "",
                said,
                said,
                text.link(),
                false,
                first.due(),
                first.unless(),
                first.awaited());
    }

    private static String key(String whole) {
        return whole.length() <= KEY ? whole : whole.substring(0, KEY - 65) + "/" + Sha256.of(whole);
    }

    /** @param byGroup the officers of each group, deputies in the place of who is away */
    private record Party(Map<String, Set<String>> byGroup, Set<String> named) {
        Set<String> all() {
            Set<String> all = new LinkedHashSet<>(named);
            byGroup.values().forEach(all::addAll);
            return all;
        }
    }

    /** Some occasions, and what was looked up for them once. */
    private final class Making {
        private final Map<String, NewMessage> messages = new LinkedHashMap<>();
        private final Map<AreaId, Area> places =
                areas.all().stream().collect(Collectors.toMap(Area::id, Function.identity()));
        private final Map<String, List<Told>> rows = new HashMap<>();
        private final Map<Duty, Set<String>> holders = new HashMap<>();
        private final Set<OfficerId> away = acting.away();

        void add(About about) {
            long notice = Ids.next();
            for (Told row : rows(about)) {
                Receivers.Receiver receiver = receivers.find(row.receiver());
                boolean inside =
                        receiver.in() == Receivers.Where.TASK && row.channel().equals(Channel.PAGE);
                if (about.secret() && !inside) {
                    continue;
                }
                Party party = party(receiver, about);
                for (String each : to(row.channel(), party)) {
                    if (!each.equals(about.by())) {
                        NewMessage made = message(about, row, notice, each);
                        messages.putIfAbsent(made.key(), made);
                    }
                }
            }
        }

        private List<Told> rows(About about) {
            String kind = about.occasion().kind().id();
            return rows.computeIfAbsent(kind + " " + about.grade(), asked -> {
                Map<String, Object> given = new LinkedHashMap<>();
                given.put("event", kind);
                if (!about.grade().isEmpty()) {
                    given.put("grade", about.grade());
                }
                return decisions.ask(RULES, given, clock.today()).held().stream()
                        .map(Told::of)
                        .toList();
            });
        }

        private Party party(Receivers.Receiver receiver, About about) {
            Map<String, Set<String>> byGroup = new LinkedHashMap<>();
            if (receiver.in() == Receivers.Where.TASK) {
                about.groups().forEach(each -> byGroup.put(each, holders(Duty.of(each))));
                return new Party(byGroup, present(about.doers()));
            }
            if (receiver.in() == Receivers.Where.HOLDER) {
                String to = about.occasion().detail().path(NoteOccasions.TO).asText("");
                return new Party(Map.of(), to.isEmpty() ? Set.of() : Set.of(to));
            }
            receivers
                    .duties(receiver, about.leads(), about.grid(), places)
                    .forEach(each -> byGroup.put(each.group(), holders(each)));
            return new Party(byGroup, Set.of());
        }

        private Set<String> holders(Duty duty) {
            Set<String> known = holders.get(duty);
            if (known == null) {
                known = present(officers.with(duty).stream().map(Officer::id).collect(Collectors.toSet()));
                holders.put(duty, known);
            }
            return known;
        }

        private Set<String> present(Set<OfficerId> some) {
            return some.stream()
                    .flatMap(each ->
                            away.contains(each) ? acting.inPlaceOf(each).stream() : java.util.stream.Stream.of(each))
                    .map(OfficerId::value)
                    .collect(Collectors.toCollection(java.util.TreeSet::new));
        }

        /** In the page each officer; outside the office's own address, else those of its officers. Where nobody is, it shows. */
        private Set<String> to(String channel, Party party) {
            if (channel.equals(Channel.PAGE)) {
                return party.all().isEmpty() ? party.byGroup().keySet() : party.all();
            }
            Set<String> to = new LinkedHashSet<>(party.named());
            party.byGroup().forEach((group, members) -> {
                Set<String> reached = members.stream()
                        .filter(each -> outgoing.reaches(channel, each))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                boolean itself =
                        channel.equals(Channel.WEBHOOK) || outgoing.reaches(channel, group) || reached.isEmpty();
                to.addAll(itself ? Set.of(group) : reached);
            });
            return to;
        }

        private NewMessage message(About about, Told row, long notice, String receiver) {
            Texts.Text text = texts.of(about.occasion().kind());
            boolean inside = row.channel().equals(Channel.PAGE);
            String cause = about.occasion().cause() + (row.unless() == null ? "" : "/" + row.row());
            return new NewMessage(
                    key(cause + "/" + row.channel() + "/" + receiver),
                    notice,
                    row.receiver(),
                    about.occasion().kind().id(),
                    row.channel(),
                    receiver,
                    about.about(),
                    Texts.filled(text.title(), about.words(), TITLE),
                    inside
                            ? Texts.filled(text.text(), about.words(), TEXT)
                            : Texts.filled(text.outside(), outside(about.words()), TEXT),
                    about.link(),
                    receivers.isUrgent(about.grade()),
                    row.due(about.occasion().happened(), clock),
                    row.unless(),
                    row.awaited());
        }

        private Map<String, Label> outside(Map<String, Label> words) {
            Map<String, Label> masked = new HashMap<>(words);
            Label subject = Objects.requireNonNull(words.get("subject"));
            masked.put("subject", new Label(Masked.name(subject.zh()), Masked.name(subject.en())));
            return masked;
        }
    }
}
