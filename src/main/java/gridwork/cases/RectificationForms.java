package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.platform.Refused;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is written in the course of a rectification. */
@Configuration(proxyBeanMethods = false)
class RectificationForms {
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
    Taken takeRectified(StoredCases cases, Photos photos, Deadlines deadlines) {
        return new Form(Rectification.RECTIFY, "rectified", (of, content, by) -> {
            photos.check(of, content.path("photos"));
            ObjectNode details = of.details().deepCopy();
            details.put(Rectification.RECTIFIED_BY, by);
            details.put(Rectification.PASSED, false);
            String recheckDueOn = deadlines.recheck(of).toString();
            details.put(Rectification.RECHECK_DUE_ON, recheckDueOn);
            content.put(Rectification.RECHECK_DUE_ON, recheckDueOn);
            cases.change(of, of.dueOn(), of.secret(), details);
        });
    }

    @Bean
    Taken takeRechecked(StoredCases cases, Photos photos, CaseFacts facts, Deadlines deadlines) {
        return new Form(Rectification.RECHECK, "rechecked", (of, content, by) -> {
            if (of.details().path(Rectification.RECTIFIED_BY).asText().equals(by)) {
                throw new Refused("recheck-own-work");
            }
            photos.check(of, content.path("photos"));
            ObjectNode details = of.details().deepCopy();
            boolean passed = content.path("passed").asBoolean(false);
            int times = details.path(Rectification.RECHECKS).asInt() + 1;
            details.put(Rectification.PASSED, passed);
            details.put(Rectification.RECHECKS, times);
            cases.change(of, of.dueOn(), of.secret(), details);
            deadlines.rechecked(of, passed);
            facts.recheck(of, times, passed, by);
        });
    }

    @Bean
    Taken takeSupervised() {
        return new Form(Rectification.SUPERVISE, "supervised", (of, content, by) -> {});
    }
}
