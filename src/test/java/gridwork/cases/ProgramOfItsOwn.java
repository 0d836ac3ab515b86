package gridwork.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a process of its own, which a test may kill (SIGKILL). It says when it is ready. */
final class ProgramOfItsOwn {
    static final String READY = "READY ";
    private final Process process;
    private final String said;

    private ProgramOfItsOwn(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    /** @param more arguments after the folder of its data */
    static ProgramOfItsOwn start(Class<?> program, Path data, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName(),
                data.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new StringBuilder();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(READY)) {
                var rest = new Thread(() -> reader.lines().forEach(each -> {}));
                rest.setDaemon(true);
                rest.start();
                return new ProgramOfItsOwn(process, line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the program did not start:\n" + said);
    }

    /** What it said as it became ready: the port first, then what else there is. */
    String[] said() {
        return said.split(" ");
    }

    int port() {
        return Integer.parseInt(said()[0]);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
