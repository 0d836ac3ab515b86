package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.evidence.EvidenceFiles;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.catalogue.ShippedCatalogue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.context.annotation.Lazy;

/**
 * The people of the tests of cases, in a grid of their own: name and password are the same. A class whose stories need them
 * says {@link #comesToWork()} before each.
 */
@Lazy
public class Crew {
    public static final AreaId GRID = new AreaId("crew-g1");
    private static final String PREFIX = "crew-";
    private final Areas areas;
    private final Officers officers;
    private final Accounts accounts;
    private final Work work;
    private final TaskService tasks;
    private final IdentityService identity;
    private final TaskContents contents;
    private final EvidenceFiles files;
    private final Cases cases;
    private final ObjectMapper json = new ObjectMapper();

    Crew(
            Areas areas,
            Officers officers,
            Accounts accounts,
            Work work,
            TaskService tasks,
            IdentityService identity,
            TaskContents contents,
            EvidenceFiles files,
            Cases cases) {
        this.areas = areas;
        this.officers = officers;
        this.accounts = accounts;
        this.work = work;
        this.tasks = tasks;
        this.identity = identity;
        this.contents = contents;
        this.files = files;
        this.cases = cases;
    }

    /** All are hired, and their grid and departments bear their names again, whatever another class made of them. */
    public void comesToWork() {
        work.run(this::settle);
    }

    private void settle() {
        AreaId street = areas.all().stream()
                .filter(each -> each.kind() == Area.Kind.STREET)
                .map(Area::id)
                .findFirst()
                .orElseGet(() -> {
                    areas.put(new Area(new AreaId("street"), Area.Kind.STREET, "测试街道", null));
                    return new AreaId("street");
                });
        areas.put(new Area(new AreaId("crew-c1"), Area.Kind.COMMUNITY, "甲社区", street));
        areas.put(new Area(GRID, Area.Kind.GRID, "甲一网格", new AreaId("crew-c1")));
        hire("inspector1", new Duty("inspector", street.value()));
        hire("inspector2", new Duty("inspector", street.value()));
        hire("inspector3", new Duty("inspector", street.value()));
        hire("worker", new Duty("grid-worker", GRID.value()));
        hire("office", new Duty("office-clerk", street.value()));
        hire("leader", new Duty("grid-leader", GRID.value()));
        hire("secretary", new Duty("community-secretary", "crew-c1"));
        hire("liaison", new Duty("liaison-officer", street.value()));
        areas.put(new Area(new AreaId("chengguan"), Area.Kind.DEPARTMENT, "城管执法队", street));
        hire("department", new Duty("department-officer", "chengguan"));
        areas.put(new Area(new AreaId("fazhan"), Area.Kind.DEPARTMENT, "区域发展办", street));
        hire("fazhan", new Duty("department-officer", "fazhan"));
        areas.put(new Area(new AreaId("police"), Area.Kind.DEPARTMENT, "派出所", street));
        hire("police", new Duty("department-officer", "police"));
        department("crew-d1", "甲部门", street);
        department("crew-d2", "乙部门", street);
        department("crew-d3", "丙部门", street);
        department("crew-d4", "丁部门", street);
        hire("d1-lead", new Duty("inspector", "crew-d1"));
        hire("d1-colleague", new Duty("inspector", "crew-d1"));
        hire("d2-inspector", new Duty("inspector", "crew-d2"));
        hire("d2-colleague", new Duty("inspector", "crew-d2"));
    }

    /** Another department, with nobody in it yet. */
    public void department(String id, String name) {
        work.run(() -> department(
                id,
                name,
                areas.all().stream()
                        .filter(each -> each.kind() == Area.Kind.STREET)
                        .map(Area::id)
                        .findFirst()
                        .orElseThrow()));
    }

    /** Somebody who inspects for a department. */
    public void hireFor(String name, AreaId department) {
        work.run(() -> hire(name, new Duty("inspector", department.value())));
    }

    private void department(String id, String name, AreaId street) {
        areas.put(new Area(new AreaId(id), Area.Kind.DEPARTMENT, name, street));
    }

    private void hire(String name, Duty duty) {
        OfficerId id = id(name);
        if (officers.find(id).isEmpty()) {
            accounts.create(id, name, Set.of(duty), id.value(), id.value());
        }
    }

    public static OfficerId id(String name) {
        return new OfficerId(PREFIX + name);
    }

    /** What somebody does as the engine knows it. */
    public void as(String name, Runnable act) {
        as(id(name), act);
    }

    private void as(OfficerId officer, Runnable act) {
        String id = officer.value();
        identity.setAuthentication(
                id,
                identity.createGroupQuery().groupMember(id).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            act.run();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** Takes the task on where nobody has yet, fills its form in and completes it. */
    public void does(String name, String task, JsonNode content) {
        does(id(name), task, content);
    }

    /** The same, by somebody who is none of the crew. */
    public void does(OfficerId officer, String task, JsonNode content) {
        as(officer, () -> {
            if (tasks.createTaskQuery().taskId(task).taskUnassigned().count() == 1) {
                tasks.claim(task, officer.value());
            }
            contents.save(task, content, officer.value());
            tasks.complete(task);
        });
    }

    /** The first open task of a step of the case. */
    public String task(CaseId of, String step) {
        return task(of, step, each -> true);
    }

    /** The open task of the case that somebody of the crew has taken on. */
    public String taskOf(CaseId of, String name) {
        return cases.openTasks(of).stream()
                .filter(each -> id(name).value().equals(each.assignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has none of " + cases.openTasks(of)))
                .id();
    }

    String task(CaseId of, String step, Predicate<OpenTask> which) {
        return cases.openTasks(of).stream()
                .filter(each -> each.step().equals(step))
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new AssertionError(step + " is none of " + cases.openTasks(of)))
                .id();
    }

    boolean waits(CaseId of, String step) {
        return cases.openTasks(of).stream().anyMatch(each -> each.step().equals(step));
    }

    public ObjectNode content(String written) {
        try {
            return (ObjectNode) json.readTree(written);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** A record that answers every item with yes, and names these violations. */
    public ObjectNode record(String... violations) {
        ObjectNode record = json.createObjectNode();
        ObjectNode answers = record.putObject("answers");
        ShippedCatalogue.matter(SiteCheck.MATTER).checklist().items().forEach(item -> answers.put(item.id(), "yes"));
        var findings = record.putArray("findings");
        for (String each : List.of(violations)) {
            findings.addObject().put("category", each).put("description", "现场所见：" + each);
        }
        return record;
    }

    public ObjectNode confirmed() {
        return json.createObjectNode().put("confirmed", true);
    }

    public String photo(Case of, String by) {
        var picture = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(3, 3, (int) Ids.next() & 0xFFFFFF);
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return String.valueOf(files.keep(of.about(), "现场.png", bytes.toByteArray(), null, null, null, id(by).value())
                .id()
                .value());
    }
}
