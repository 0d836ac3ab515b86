package gridwork.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.platform.DailyWork;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

@GridworkTest
class NightlyTest {
    @Autowired
    List<DailyWork> works;

    @Autowired
    MessageSource words;

    @Test
    void every_work_of_the_night_has_a_name_in_both_languages() {
        assertThat(works).isNotEmpty().allSatisfy(each -> {
            String code = "app.nightly.work." + each.name();
            String chinese = words.getMessage(code, null, Locale.SIMPLIFIED_CHINESE);
            assertThat(words.getMessage(code, null, Locale.ENGLISH))
                    .isNotBlank()
                    .isNotEqualTo(chinese);
        });
    }
}
