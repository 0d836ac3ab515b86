package gridwork.street.web;

import gridwork.platform.Refused;
import gridwork.street.Accounts;
import gridwork.street.OfficerId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/account/password")
@ConditionalOnWebApplication
class OwnPasswordPage {
    private final Accounts accounts;

    OwnPasswordPage(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    String form(Principal who, Model model) {
        model.addAttribute(
                "must",
                accounts.state(new OfficerId(who.getName())).orElseThrow().mustChangePassword());
        return "street/password";
    }

    @PostMapping
    String change(
            @RequestParam String present,
            @RequestParam String chosen,
            @RequestParam String again,
            Principal who,
            HttpServletRequest request)
            throws ServletException {
        if (!chosen.equals(again)) {
            throw new Refused("password-differs");
        }
        accounts.changeOwnPassword(new OfficerId(who.getName()), present, chosen);
        request.logout();
        return "redirect:/login?logout";
    }
}
