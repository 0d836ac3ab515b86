package gridwork.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "serve",
        description = {"启动服务（默认命令）", "start the server (default)"})
final class Serve implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Option(
            names = "--no-demo",
            description = {"不使用演示街道", "without the demonstration street"})
    private boolean noDemo;

    @SuppressWarnings("NullAway.Init") // set by picocli
    Serve() {}

    Serve(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<String> settings = new ArrayList<>(List.of("--gridwork.data-dir=" + root.dataDir()));
        if (noDemo) {
            settings.add("--gridwork.demo=false");
        }
        new SpringApplicationBuilder(root.program()).bannerMode(Banner.Mode.OFF).run(settings.toArray(String[]::new));
        return Commands.SERVING;
    }
}
