package gridwork.cases.notices;

import gridwork.platform.Label;
import gridwork.platform.outgoing.Message;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.Officers;
import gridwork.street.Role;
import gridwork.street.Roles;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the pages of deliveries want to know besides the queue. */
@Component
public class NoticeDesk {
    private final Occasions occasions;
    private final Receivers receivers;
    private final Officers officers;
    private final Areas areas;
    private final Roles roles;

    NoticeDesk(Occasions occasions, Receivers receivers, Officers officers, Areas areas, Roles roles) {
        this.occasions = occasions;
        this.receivers = receivers;
        this.officers = officers;
        this.areas = areas;
        this.roles = roles;
    }

    /** How many occasions could not be made into messages so far, and are tried again. */
    public long failing() {
        return occasions.failing();
    }

    /** What the receivers of messages are called: an officer's name, or a role and where it is held. */
    public Map<String, Label> receivers(Collection<Message> messages) {
        Map<String, Officer> people = officers.all().stream()
                .collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
        Map<AreaId, Area> places = areas.all().stream().collect(Collectors.toMap(Area::id, Function.identity()));
        Map<String, Label> called = new HashMap<>();
        messages.forEach(each -> called.put(each.receiver(), called(each.receiver(), people, places)));
        return called;
    }

    private Label called(String receiver, Map<String, Officer> people, Map<AreaId, Area> places) {
        if (receiver.contains("/")) {
            return receivers.outsider();
        }
        if (!receiver.contains("@")) {
            Officer officer = people.get(receiver);
            String name = officer == null ? receiver : officer.name();
            return new Label(name, name);
        }
        Duty duty = Duty.of(receiver);
        Label role = roles.find(duty.role()).map(Role::title).orElse(new Label(duty.role(), duty.role()));
        Area area = places.get(new AreaId(duty.area()));
        String place = area == null ? duty.area() : area.name();
        return new Label(place + " " + role.zh(), role.en() + ", " + place);
    }
}
