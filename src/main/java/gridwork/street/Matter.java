package gridwork.street;

import gridwork.platform.Label;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the street is in charge of (事项).
 *
 * @param lead the department that answers for it
 * @param helping the departments that help
 * @param basis the norms it rests on
 * @param process the folder under {@code bpmn/} that carries it; null while it is only watched
 * @param subject the kind of subject it is about
 * @param ruleSets the folders under {@code rules/} that decide in it
 * @param opensPerDay how many cases may be opened in one day; the others wait
 * @param secret whether some of its cases are known only to the officers named for them until they are carried out
 */
public record Matter(
        String id,
        Label title,
        AreaId lead,
        Set<AreaId> helping,
        List<Label> basis,
        @Nullable String process,
        String subject,
        Set<String> ruleSets,
        int opensPerDay,
        boolean secret) {
    /** Whether a department answers for it or helps. */
    public boolean concerns(AreaId department) {
        return lead.equals(department) || helping.contains(department);
    }
}
