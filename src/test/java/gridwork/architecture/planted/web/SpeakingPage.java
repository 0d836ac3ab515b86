package gridwork.architecture.planted.web;

import gridwork.architecture.planted.Planted;

@Planted("NO_EXCEPTION_SPEAKS_TO_A_USER")
public final class SpeakingPage {
    private SpeakingPage() {}

    static String render(RuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }
}
