package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.WithdrawCase;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.opening.Wanted;
import gridwork.cases.own.AttachedFile;
import gridwork.evidence.EvidenceFiles;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Matter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a subject does with a reply: begins it, writes it, adds files, sends it, takes it back. */
@Component
public class Replies {
    /** Who sent what came by a subject's own code: no officer. */
    public static final String APPELLANT = "appellant";

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private final StoredReplies stored;
    private final ReplyForms forms;
    private final Targets targets;
    private final SubjectCases opening;
    private final CaseBook book;
    private final WithdrawCase withdrawals;
    private final Subjects subjects;
    private final EvidenceFiles files;
    private final StreetClock clock;
    private final Work work;

    Replies(
            StoredReplies stored,
            ReplyForms forms,
            Targets targets,
            SubjectCases opening,
            CaseBook book,
            WithdrawCase withdrawals,
            Subjects subjects,
            EvidenceFiles files,
            StreetClock clock,
            Work work) {
        this.stored = stored;
        this.forms = forms;
        this.targets = targets;
        this.opening = opening;
        this.book = book;
        this.withdrawals = withdrawals;
        this.subjects = subjects;
        this.files = files;
        this.clock = clock;
        this.work = work;
    }

    /** @param there it was begun, or even sent, before */
    public record Begun(Reply reply, boolean there) {}

    /** The one about the same that is written or looked at, else a new one. */
    public Begun begin(Subject subject, String matter, Target about) {
        var begun = new AtomicReference<Begun>();
        work.run(() -> {
            subjects.lock(List.of(subject.id()));
            Targets.Found found = offered(subject, matter, about);
            List<Reply> all = sameMatter(subject.id(), matter, about);
            Map<CaseId, Case> earlier = casesOf(all);
            begun.set(all.stream()
                    .filter(each -> each.draft() || isUnderWay(earlier.get(each.of())))
                    .findFirst()
                    .map(each -> new Begun(each, true))
                    .orElseGet(() -> {
                        mustCount(found);
                        mustNotBeTooOften(matter, earlier.values());
                        return new Begun(
                                stored.find(stored.add(subject.id(), matter, about))
                                        .orElseThrow(),
                                false);
                    }));
        });
        return Objects.requireNonNull(begun.get());
    }

    private Targets.Found offered(Subject subject, String matter, Target about) {
        if (!subject.openOn(clock.today())) {
            throw new Refused("reply-subject-closed", subject.name());
        }
        Targets.Found found = targets.find(subject.id(), about).orElseThrow(() -> new Refused("reply-not-offered"));
        Matter of = forms.offered(subject).stream()
                .filter(each -> each.id().equals(matter))
                .findFirst()
                .orElseThrow(() -> new Refused("reply-not-offered"));
        if (!forms.fits(of, about.kind(), found.fact())) {
            throw new Refused("reply-not-offered");
        }
        return found;
    }

    private List<Reply> sameMatter(SubjectId subject, String matter, Target about) {
        return stored.about(subject, about).stream()
                .filter(each -> each.matter().equals(matter))
                .toList();
    }

    private Map<CaseId, Case> casesOf(List<Reply> all) {
        return book.find(
                all.stream().flatMap(each -> Stream.ofNullable(each.of())).toList());
    }

    private static boolean isUnderWay(@Nullable Case of) {
        return of != null && of.open();
    }

    private static void mustCount(Targets.Found found) {
        if (!found.counts()) {
            throw new Refused(found.fact() == null ? "reply-result-gone" : "reply-fact-gone");
        }
    }

    /** What is put right is put right once. */
    private void mustNotBeTooOften(String matter, Collection<Case> earlier) {
        if (earlier.stream().anyMatch(Replies::wasRepaired)) {
            throw new Refused("reply-repaired");
        }
        int times = forms.must(matter).times();
        if (earlier.stream().filter(Replies::wasAnswered).count() >= times) {
            throw new Refused("reply-too-often", times);
        }
    }

    private static boolean wasAnswered(Case of) {
        return of.details().has(ReplyCase.ANSWER);
    }

    private static boolean wasRepaired(Case of) {
        return of.details()
                .path(ReplyCase.ANSWER)
                .path(ReplyCase.OUTCOME)
                .asText()
                .equals(ReplyCase.REPAIRED);
    }

    /** One of the subject's own, and of nobody else's. */
    public Optional<Reply> find(SubjectId subject, long id) {
        return stored.find(id).filter(each -> subjects.itself(each.subject()).equals(subject));
    }

    public void write(Reply reply, String words) {
        String said = words.strip();
        int longest = forms.must(reply.matter()).longest();
        if (said.length() > longest) {
            throw new Refused("reply-too-long", longest);
        }
        change(reply, content -> content.put(Reply.WORDS, said));
    }

    /** The file is looked at first, by its content. */
    public void attach(Reply reply, String name, byte[] file) {
        int most = forms.must(reply.matter()).files();
        change(reply, content -> {
            ArrayNode all = content.withArray("/" + Reply.FILES);
            if (all.size() >= most) {
                throw new Refused("reply-files", most);
            }
            AttachedFile.add(all, files.keep(reply.evidence(), name, file, null, null, null, APPELLANT));
        });
    }

    public void detach(Reply reply, String file) {
        change(reply, content -> {
            AttachedFile.remove(content.withArray("/" + Reply.FILES), file);
        });
    }

    private interface Change {
        void to(ObjectNode content);
    }

    private void change(Reply reply, Change change) {
        work.run(() -> {
            subjects.lock(List.of(reply.subject()));
            Reply now = draft(reply);
            ObjectNode content = now.content().deepCopy();
            change.to(content);
            stored.write(now, content);
        });
    }

    private Reply draft(Reply reply) {
        Reply now = stored.find(reply.id()).orElseThrow();
        if (!now.draft()) {
            throw new Refused("reply-sent");
        }
        return now;
    }

    /**
     * It becomes a case; where what it is about counts no more, it ends there, with all that was written.
     *
     * @return whether it is a case
     */
    public boolean send(Reply reply) {
        work.run(() -> {
            SubjectId told = reply.subject();
            SubjectId its = subjects.lock(List.of(told)).getOrDefault(told, told);
            Reply now = draft(reply);
            if (now.content().path(Reply.WORDS).asText("").isBlank()) {
                throw new Refused("reply-words-missing");
            }
            Subject subject = subjects.find(its).orElseThrow();
            Targets.Found found = offered(subject, now.matter(), now.about());
            if (!found.counts()) {
                ObjectNode content = now.content().deepCopy();
                stored.write(now, content.put(Reply.ENDED, Reply.MOOT));
                return;
            }
            mustNotBeTooOften(
                    now.matter(),
                    casesOf(sameMatter(its, now.matter(), now.about())).values());
            stored.became(now, open(now, its, found));
            LOG.info("reply {} was sent", now.id());
        });
        return stored.find(reply.id()).orElseThrow().of() != null;
    }

    private CaseId open(Reply now, SubjectId its, Targets.Found found) {
        ObjectNode details = book.details();
        ObjectNode sent = details.putObject(ReplyCase.REPLY);
        sent.put("id", String.valueOf(now.id()));
        sent.put(ReplyCase.TARGET, now.about().written());
        sent.put(Reply.WORDS, now.content().path(Reply.WORDS).asText());
        sent.set(Reply.FILES, now.content().path(Reply.FILES).deepCopy());
        ArrayNode facts = sent.putArray(ReplyCase.FACTS);
        found.facts().forEach(each -> facts.add(String.valueOf(each.value())));
        if (found.decision() != null) {
            sent.put(ReplyCase.RULE_SET, found.decision().ruleSet());
            sent.put(ReplyCase.RESULT, found.decision().result());
        }
        return opening.open(new Wanted(now.matter(), its, Reply.ABOUT + now.id(), null, "", details));
    }

    /** As long as it is not answered. */
    public void withdraw(Reply reply) {
        work.run(() -> {
            subjects.lock(List.of(reply.subject()));
            CaseId its = stored.find(reply.id()).orElseThrow().of();
            if (its == null) {
                throw new Refused("reply-not-sent");
            }
            Case of = book.get(its);
            if (!of.open()) {
                throw new Refused("reply-over");
            }
            withdrawals.byApplicant(of.id());
        });
    }
}
