package gridwork.street;

import java.time.LocalDate;
import java.util.List;

/**
 * What the State Council's notices of a year moved.
 *
 * @param notices their addresses
 * @param holidays days off, by occasion; some may lie in the year before
 * @param workdays weekend days that are worked in exchange
 */
public record CalendarYear(int year, List<String> notices, List<Occasion> holidays, List<Occasion> workdays)
        implements CalendarEntry {
    public record Occasion(String name, List<LocalDate> days) {}

    @Override
    public String key() {
        return String.valueOf(year);
    }
}
