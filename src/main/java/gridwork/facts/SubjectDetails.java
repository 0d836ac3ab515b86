package gridwork.facts;

import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the register says of a subject; a null leaves open what is not known. */
public record SubjectDetails(
        String name,
        @Nullable AreaId area,
        @Nullable String address,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable LocalDate openedOn) {}
