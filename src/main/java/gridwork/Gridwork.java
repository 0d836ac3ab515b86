package gridwork;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Gridwork {
    public static void main(String[] args) {
        SpringApplication.run(Gridwork.class, args);
    }
}
