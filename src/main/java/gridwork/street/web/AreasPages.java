package gridwork.street.web;

import gridwork.platform.Refused;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/areas")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@ConditionalOnWebApplication
class AreasPages {
    private final Areas areas;

    AreasPages(Areas areas) {
        this.areas = areas;
    }

    @GetMapping
    String tree(Model model) {
        model.addAttribute("areas", areas.all());
        model.addAttribute("kinds", Area.Kind.values());
        return "street/areas";
    }

    @PostMapping
    String add(
            @RequestParam String code,
            @RequestParam Area.Kind kind,
            @RequestParam String name,
            @RequestParam String parent,
            RedirectAttributes then) {
        AreaId id = area(code.strip());
        if (areas.find(id).isPresent()) {
            throw new Refused("area-exists", id.value());
        }
        areas.put(new Area(id, kind, name.strip(), kind == Area.Kind.STREET ? null : area(parent)));
        return done(then);
    }

    @PostMapping("/{code}")
    String rename(@PathVariable String code, @RequestParam String name, RedirectAttributes then) {
        Area there = areas.find(area(code)).orElseThrow(() -> new Refused("area-not-found", code));
        areas.put(new Area(there.id(), there.kind(), name.strip(), there.parent()));
        return done(then);
    }

    private static String done(RedirectAttributes then) {
        then.addFlashAttribute("done", "street.areas.done");
        return "redirect:/areas";
    }

    private static AreaId area(String code) {
        if (!code.matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}")) {
            throw new Refused("area-code", code);
        }
        return new AreaId(code);
    }
}
