package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes the content of forms for which their process has no class, by what its folder says of them. */
public interface OtherForms {
    /**
     * Checks what the schema cannot, and changes the case.
     *
     * @param process the folder under {@code bpmn/}
     * @param form the file under its {@code forms/}, without its ending
     * @param step what people call the step
     * @param content the trail keeps it, with what is added here
     * @return what the trail calls it
     */
    String take(Case of, String process, String form, String step, ObjectNode content);
}
