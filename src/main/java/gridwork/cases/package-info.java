/** What people then do: tasks, checks, signatures, rectification and their clocks, carried by the process engine; results go back as facts. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::outgoing",
            "decisions",
            "rules",
            "facts",
            "street",
            "evidence",
            "printing"
        })
package gridwork.cases;
