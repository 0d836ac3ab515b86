package gridwork.cases.spotcheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Taken;
import gridwork.cases.clock.Clocks;
import gridwork.platform.Refused;
import gridwork.street.Checklist;
import gridwork.street.Matters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;

/** What is written in the course of a spot check. */
@Configuration(proxyBeanMethods = false)
class SpotCheckForms {
    private record Form(String step, String what, Act act) implements Taken {
        @Override
        public void take(Case of, ObjectNode content, String by) {
            act.on(of, content, by);
        }
    }

    private interface Act {
        void on(Case of, ObjectNode content, String by);
    }

    @Bean
    Taken takeSpotChecked(CaseBook book, SpotDraws draws, Checkers checkers, Matters matters, Clocks clocks) {
        return new Form(SpotCheck.CHECK, "spot-checked", (of, content, by) -> {
            CaseId original = Checkers.original(of);
            if (!book.officers(of.id()).contains(by)) {
                throw new Refused("task-of-another");
            }
            if (checkers.involved(book.get(original)).contains(by)) {
                throw new Refused("spot-check-own-work");
            }
            complete(book, of, matters.matter(of.matter()).checklist(), content);
            boolean holds = content.path(SpotCheck.HOLDS).asBoolean(false);
            content.put("code", holds ? "spot-holds" : "spot-does-not-hold");
            ObjectNode details = of.details().deepCopy();
            details.set(SpotCheck.RECORD, content.deepCopy());
            book.change(of, of.dueOn(), details);
            clocks.stop(of.id(), SpotCheck.FINISH);
            draws.result(original, holds ? SpotDraws.Result.HOLDS : SpotDraws.Result.DOES_NOT_HOLD);
            book.milestone(of, holds ? "spot-check-holds" : "spot-check-does-not-hold", SpotCheck.about(original));
            ObjectNode said = book.details();
            said.put("code", holds ? "spot-holds" : "spot-does-not-hold");
            said.put("spotCheck", String.valueOf(of.id().value()));
            said.put("description", content.path("description").asText());
            book.trail(original, by, "spot-checked", said);
        });
    }

    /** Every item answered, a problem for each "no", and a conclusion that agrees with them. */
    private static void complete(CaseBook book, Case of, Checklist checklist, ObjectNode content) {
        JsonNode answers = content.path("answers");
        JsonNode findings = content.path("findings");
        ArrayNode items = book.details().putArray("items");
        for (Checklist.Item item : checklist.items()) {
            String title = item.title().in(LocaleContextHolder.getLocale());
            String answer = answers.path(item.id()).asText("");
            if (answer.isEmpty()) {
                throw new Refused("check-item-unanswered", title);
            }
            if (answer.equals("no") && !isFound(findings, item)) {
                throw new Refused("spot-check-no-without-problem", title);
            }
            items.addObject()
                    .put("id", item.id())
                    .put("zh", item.title().zh())
                    .put("en", item.title().en())
                    .put("answer", answer);
        }
        boolean holds = content.path(SpotCheck.HOLDS).asBoolean(false);
        if (holds != findings.isEmpty()) {
            throw new Refused(holds ? "spot-check-holds-with-problems" : "spot-check-problem-missing");
        }
        findings.forEach(each -> book.check(of, each.path("photos")));
        book.check(of, content.path("photos"));
        content.remove("answers");
        content.set("items", items);
        content.put("checklist", checklist.version());
    }

    private static boolean isFound(JsonNode findings, Checklist.Item item) {
        for (JsonNode each : findings) {
            if (each.path("item").asText().equals(item.id())) {
                return true;
            }
        }
        return false;
    }

    @Bean
    Taken takeSpotUnstaffed(CaseBook book, SpotDraws draws, Checkers checkers, Clocks clocks) {
        return new Form(SpotCheck.UNSTAFFED, "spot-staff-decided", (of, content, by) -> {
            CaseId original = Checkers.original(of);
            String outcome = content.path(SpotCheck.OUTCOME).asText();
            if (outcome.equals("given-up")) {
                draws.result(original, SpotDraws.Result.GIVEN_UP);
                clocks.stop(of.id(), SpotCheck.FINISH);
                book.milestone(of, SpotCheck.NOT_MADE, SpotCheck.about(original));
                book.trail(
                        original,
                        by,
                        "spot-given-up",
                        book.details()
                                .put("description", content.path("description").asText()));
            } else if (checkers.candidates(draws.of(original).orElseThrow()).isEmpty()) {
                throw new Refused("spot-check-still-nobody");
            }
            ObjectNode details = of.details().deepCopy();
            details.put(SpotCheck.OUTCOME, outcome);
            book.change(of, of.dueOn(), details);
        });
    }

    @Bean
    Taken takeSpotFollowedUp(CaseBook book) {
        return new Form(
                SpotCheck.FOLLOW_UP,
                "spot-followed-up",
                (of, content, by) -> book.trail(
                        Checkers.original(of),
                        by,
                        "spot-followed-up",
                        book.details()
                                .put("description", content.path("description").asText())));
    }

    @Bean
    Taken takeSpotChased() {
        return new Form(SpotCheck.CHASE, "spot-chased", (of, content, by) -> {});
    }
}
