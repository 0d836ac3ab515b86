package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every {@code bpmn/<process>/procedure.yaml}; a word that nobody reads is an error. */
@Component
public class Procedures {
    private final List<Procedure> all;

    Procedures() {
        all = List.copyOf(
                BesideProcesses.read("classpath*:bpmn/*/procedure.yaml", Procedure.class, Procedures::completed)
                        .values());
    }

    /** A case is of the process's own matter where nothing else is written. */
    private static void completed(ObjectNode written) {
        for (JsonNode each : written.path("opens")) {
            if (!each.has("matter")) {
                ((ObjectNode) each).set("matter", written.path("matter"));
            }
        }
    }

    public List<Procedure> all() {
        return all;
    }

    public Optional<Procedure> ofMatter(String matter) {
        return all.stream().filter(each -> each.matter().equals(matter)).findFirst();
    }

    /** The one whose process carries a matter, whether it names it for all of its cases or for those that it opens. */
    public Optional<Procedure> carrying(String matter) {
        return all.stream()
                .filter(each -> each.matter().equals(matter) || each.opening().contains(matter))
                .findFirst();
    }

    /** With the one that carries the parts of its cases, if any. */
    List<Procedure> around(String matter) {
        List<Procedure> around = new ArrayList<>();
        carrying(matter).ifPresent(each -> {
            around.add(each);
            Optional.ofNullable(each.squads()).flatMap(its -> of(its.process())).ifPresent(around::add);
        });
        return around;
    }

    public Optional<Procedure> of(String process) {
        return all.stream().filter(each -> each.process().equals(process)).findFirst();
    }
}
