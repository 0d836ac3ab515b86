package gridwork.cases.notices;

import gridwork.platform.StreetClock;
import gridwork.platform.outgoing.Unless;
import gridwork.rules.ItemStand;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a row of the rules says.
 *
 * @param unless null = in any case
 * @param awaited the receiver whose reading or receiving makes it needless
 * @param minutes after it happened
 * @param quietFrom hour of the day; the same as {@code quietUntil} = no hours are quiet
 */
record Told(
        String row,
        String receiver,
        String channel,
        @Nullable Unless unless,
        String awaited,
        int minutes,
        int quietFrom,
        int quietUntil) {
    static Told of(ItemStand held) {
        String when = word(held, "when");
        return new Told(
                held.item(),
                word(held, "receiver"),
                word(held, "channel"),
                when.equals("unread") ? Unless.READ : when.equals("unreceived") ? Unless.RECEIVED : null,
                word(held, "awaited"),
                number(held, "minutes"),
                number(held, "quietFrom"),
                number(held, "quietUntil"));
    }

    private static String word(ItemStand held, String output) {
        if (held.values().get(output) instanceof String word) {
            return word;
        }
        throw new IllegalStateException("row " + held.item() + " of notices does not say " + output);
    }

    private static int number(ItemStand held, String output) {
        if (held.values().get(output) instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalStateException("row " + held.item() + " of notices does not say " + output);
    }

    /** When it is sent: what would fall into quiet hours waits for their end. */
    Instant due(Instant happened, StreetClock clock) {
        ZonedDateTime at = happened.plusSeconds(60L * minutes).atZone(clock.zone());
        if (quietFrom == quietUntil || !isQuiet(at.toLocalTime())) {
            return at.toInstant();
        }
        LocalTime end = LocalTime.of(quietUntil % 24, 0);
        ZonedDateTime sameDay = at.with(end);
        return (sameDay.isAfter(at) ? sameDay : sameDay.plusDays(1)).toInstant();
    }

    private boolean isQuiet(LocalTime at) {
        int hour = at.getHour();
        return quietFrom < quietUntil ? hour >= quietFrom && hour < quietUntil : hour >= quietFrom || hour < quietUntil;
    }
}
