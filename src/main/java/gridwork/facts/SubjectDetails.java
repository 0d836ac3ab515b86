package gridwork.facts;

import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the register says of a subject; a null leaves open what is not known. */
public record SubjectDetails(
        String name,
        @Nullable AreaId area,
        @Nullable String address,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable LocalDate openedOn) {
    private static final int NAME = 200;
    private static final int ADDRESS = 300;

    /** Why the register would not take this entry; empty = it would. */
    public Optional<Recorded.Refused> problem() {
        if (name.isBlank()) {
            return Optional.of(new Recorded.Refused("subject-name", "name", name));
        }
        if (name.length() > NAME) {
            return Optional.of(new Recorded.Refused("subject-too-long", "name", name.substring(0, NAME) + "…"));
        }
        if (address != null && address.length() > ADDRESS) {
            return Optional.of(
                    new Recorded.Refused("subject-too-long", "address", address.substring(0, ADDRESS) + "…"));
        }
        if (latitude != null && latitude.abs().compareTo(BigDecimal.valueOf(90)) > 0) {
            return Optional.of(new Recorded.Refused("subject-place", "latitude", latitude.toString()));
        }
        if (longitude != null && longitude.abs().compareTo(BigDecimal.valueOf(180)) > 0) {
            return Optional.of(new Recorded.Refused("subject-place", "longitude", longitude.toString()));
        }
        return Optional.empty();
    }
}
