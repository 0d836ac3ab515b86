package gridwork;

import gridwork.app.cli.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program: a server and a command line in one. */
@SpringBootApplication
public class Gridwork {
    public static void main(String[] args) {
        int code = Commands.run(Gridwork.class, args);
        if (code != Commands.SERVING) {
            System.exit(code);
        }
    }
}
