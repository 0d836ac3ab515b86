package gridwork.cases.clock;

import gridwork.street.Length;

/**
 * How long clocks of a kind took lately.
 *
 * @param clocks how many it rests on
 * @param took what most of them took at most: days or microseconds, as the clock counts
 */
record ClockNorm(Kind kind, int clocks, long took) {
    record Kind(String matter, String item, Length.Counting counting, boolean ofDays) {
        static Kind of(CaseClock clock) {
            return new Kind(
                    clock.matter(),
                    clock.item(),
                    clock.length().counting(),
                    clock.length().ofDays());
        }
    }
}
