package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Test;

/** What the classes of a process say of its XML is so. */
public class ProcessIdsTest {
    private static final Pattern ASKED = Pattern.compile("\\$\\{([a-zA-Z]+)}");
    private static final Set<String> BEANS = Set.of(
            "showSubject",
            "takeContent",
            "takeSignature",
            "recordFacts",
            "closeCase",
            "orderRectification",
            "confirmRectified",
            "markOverdue",
            "markRecheckOverdue",
            "closeWithdrawn",
            "showDue",
            "openParts",
            "recordPart",
            "closePart",
            "closeInspection",
            "callFor",
            "nextLevel",
            "markOverdueStep",
            "askReporter",
            "reopenCase",
            "drawSpotChecker",
            "markSpotCheckOverdue",
            "toDepartment",
            "markLate",
            "openDecisions",
            "closeDecision",
            "returnApplication",
            "expireApplication",
            "grantPermit",
            "callSquads",
            "closeSquad",
            "tellParent",
            "toReviewer",
            "answerReply",
            "endMootReply");

    @Test
    void a_site_check_has_the_ids_and_asks_the_values_of_its_class() {
        compare(SiteCheck.PROCESS, SiteCheck.IDS, SiteCheck.VALUES, Set.of("inspector", "rectification"));
    }

    @Test
    void a_rectification_has_the_ids_and_asks_the_values_of_its_class() {
        compare(Rectification.PROCESS, Rectification.IDS, Rectification.VALUES, Set.of());
    }

    /** A process without a class: its folder says what its diagram may ask. */
    @Test
    void the_handling_of_events_asks_the_values_that_its_folder_lists() {
        BpmnModelInstance model = Bpmn.readModelFromFile(new File("bpmn/event-handling/event-handling.bpmn"));
        Set<String> asked = new TreeSet<>();
        Pattern.compile("\\$\\{([a-zA-Z]+)( == '[a-z]+')?}")
                .matcher(Bpmn.convertToString(model))
                .results()
                .forEach(each -> asked.add(each.group(1)));
        asked.removeAll(BEANS);
        assertThat(asked).containsExactlyInAnyOrder("level", "handlers", "solved", "confirmed");
    }

    @Test
    void the_visit_of_an_enterprise_asks_the_values_that_its_folder_lists() throws IOException {
        BpmnModelInstance model = Bpmn.readModelFromFile(new File("bpmn/enterprise-visit/enterprise-visit.bpmn"));
        Set<String> asked = new TreeSet<>();
        Pattern.compile("\\$\\{([a-zA-Z]+)( == '[a-z]+')?}")
                .matcher(Bpmn.convertToString(model))
                .results()
                .forEach(each -> asked.add(each.group(1)));
        asked.removeAll(BEANS);
        Set<String> listed = new TreeSet<>();
        new ObjectMapper(new YAMLFactory())
                .readTree(new File("bpmn/enterprise-visit/procedure.yaml"))
                .path("values")
                .fieldNames()
                .forEachRemaining(listed::add);
        assertThat(listed).containsAll(asked);
        assertThat(asked).containsExactlyInAnyOrder("handlers", "supervisors", "outcome", "ended");
    }

    public static void compare(String process, Set<String> ids, Set<String> values, Set<String> elements) {
        BpmnModelInstance model = Bpmn.readModelFromFile(new File("bpmn/" + process + "/" + process + ".bpmn"));
        assertThat(model.getModelElementsByType(Process.class))
                .extracting(Process::getId)
                .containsExactly(process);
        Set<String> named = model.getModelElementsByType(FlowElement.class).stream()
                .filter(each ->
                        each instanceof FlowNode || (each instanceof SequenceFlow flow && flow.getName() != null))
                .map(FlowElement::getId)
                .collect(Collectors.toSet());
        Set<String> said = new TreeSet<>(ids);
        said.addAll(Withdrawn.IDS);
        assertThat(said).isEqualTo(new TreeSet<>(named));
        Set<String> asked = new TreeSet<>();
        ASKED.matcher(Bpmn.convertToString(model)).results().forEach(each -> asked.add(each.group(1)));
        asked.removeAll(BEANS);
        asked.removeAll(elements);
        assertThat(asked).isEqualTo(new TreeSet<>(values));
    }
}
