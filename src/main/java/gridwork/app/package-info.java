/** What joins modules: home, a subject's page, the command line, the demonstration street. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::outgoing",
            "street",
            "evidence",
            "facts",
            "signals",
            "rules",
            "decisions",
            "cases",
            "cases::application",
            "printing",
            "policy",
            "policy::backtest",
            "reviews"
        })
package gridwork.app;
