package gridwork.cases;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** @param process the folder under {@code bpmn/}; {@code name} the file under its {@code forms/}, without its ending */
record TaskForm(String process, String name) {
    private static final Pattern KEY = Pattern.compile("embedded:deployment:forms/([a-z0-9-]+)\\.html");

    static TaskForm of(String processDefinitionId, String formKey) {
        Matcher key = KEY.matcher(formKey);
        if (!key.matches()) {
            throw new IllegalStateException("no form of ours: " + formKey);
        }
        return new TaskForm(processDefinitionId.substring(0, processDefinitionId.indexOf(':')), key.group(1));
    }
}
