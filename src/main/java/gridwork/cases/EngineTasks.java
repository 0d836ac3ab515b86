package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Acting;
import gridwork.street.Officer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

@Component
class EngineTasks implements Tasks {
    private static final Pattern TOGETHER = Pattern.compile("<form\\b[^>]*\\sdata-together\\b");
    private final TaskService tasks;
    private final TaskContents contents;
    private final FormService forms;
    private final IdentityService identity;
    private final Acting acting;
    private final Work work;

    EngineTasks(
            TaskService tasks,
            TaskContents contents,
            FormService forms,
            IdentityService identity,
            Acting acting,
            Work work) {
        this.tasks = tasks;
        this.contents = contents;
        this.forms = forms;
        this.identity = identity;
        this.acting = acting;
        this.work = work;
    }

    @Override
    public void claim(String task, Officer officer) {
        as(officer, () -> tasks.claim(task, officer.id().value()));
    }

    @Override
    public void giveBack(String task, Officer officer) {
        OpenTask open = contents.open(task).orElseThrow(() -> new Refused("task-gone"));
        if (!officer.id().value().equals(open.assignee())) {
            throw new Refused("task-of-another");
        }
        if (open.groups().isEmpty()) {
            throw new Refused("task-given");
        }
        as(officer, () -> tasks.claim(task, null));
    }

    @Override
    public void complete(String task, Officer officer) {
        as(officer, () -> tasks.complete(task));
    }

    @Override
    public void complete(String task, JsonNode content, Officer officer) {
        String assignee =
                contents.open(task).orElseThrow(() -> new Refused("task-gone")).assignee();
        as(officer, () -> {
            if (assignee == null) {
                tasks.claim(task, officer.id().value());
            }
            contents.save(task, content, officer.id().value());
            tasks.complete(task);
        });
    }

    /** In the officer's name, with what the engine grants it; done again when another transaction is in the way. */
    private void as(Officer officer, Runnable act) {
        identity.setAuthentication(officer.id().value(), groups(officer));
        try {
            work.run(act);
        } catch (AuthorizationException | TaskAlreadyClaimedException notTheirs) {
            throw new Refused("task-of-another");
        } catch (NullValueException noSuchTask) {
            throw new Refused("task-gone");
        } finally {
            identity.clearAuthentication();
        }
    }

    @Override
    public Form form(String task) {
        Task open = tasks.createTaskQuery().taskId(task).initializeFormKeys().singleResult();
        if (open == null) {
            throw new Refused("task-gone");
        }
        try (InputStream form = forms.getDeployedTaskForm(task)) {
            String html = new String(form.readAllBytes(), StandardCharsets.UTF_8);
            return new Form(
                    open.getProcessDefinitionId() + " " + open.getFormKey(),
                    html,
                    TOGETHER.matcher(html).find());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> groups(Officer officer) {
        return List.copyOf(acting.groups(officer));
    }
}
