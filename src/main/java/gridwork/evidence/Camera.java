package gridwork.evidence;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What the camera wrote into a picture (Exif). It says so; nobody vouches for it.
 *
 * @param takenAt in the street's zone where the camera does not say its own
 * @param latitude degrees WGS 84; with a longitude or not at all
 * @param orientation how the picture must be turned to stand upright: 1 to 8, Exif 2.3, tag 0x0112
 */
record Camera(
        @Nullable Instant takenAt,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        int orientation) {
    static final Camera SILENT = new Camera(null, null, null, 1);
    private static final Instant FIRST_CAMERAS = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant NO_CAMERA_YET = Instant.parse("2200-01-01T00:00:00Z");
    private static final int DECIMALS = 6;

    static Camera of(byte[] picture, ZoneId zone) {
        try {
            Metadata said = ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture), picture.length);
            GeoLocation place = place(said);
            return new Camera(
                    takenAt(said, zone),
                    place == null ? null : degrees(place.getLatitude()),
                    place == null ? null : degrees(place.getLongitude()),
                    orientation(said));
        } catch (ImageProcessingException | IOException | RuntimeException unreadable) {
            return SILENT; // the picture itself may be good
        }
    }

    private static @Nullable Instant takenAt(Metadata said, ZoneId zone) {
        for (var each : said.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
            Date date = each.getDateOriginal(TimeZone.getTimeZone(zone));
            if (date != null
                    && date.toInstant().isAfter(FIRST_CAMERAS)
                    && date.toInstant().isBefore(NO_CAMERA_YET)) {
                return date.toInstant();
            }
        }
        return null;
    }

    private static @Nullable GeoLocation place(Metadata said) {
        for (var each : said.getDirectoriesOfType(GpsDirectory.class)) {
            GeoLocation place = each.getGeoLocation();
            if (place != null
                    && !place.isZero()
                    && Math.abs(place.getLatitude()) <= 90
                    && Math.abs(place.getLongitude()) <= 180) {
                return place;
            }
        }
        return null;
    }

    private static int orientation(Metadata said) {
        var first = said.getFirstDirectoryOfType(ExifIFD0Directory.class);
        try {
            int orientation = first == null || !first.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? 1
                    : first.getInt(ExifIFD0Directory.TAG_ORIENTATION);
            return orientation < 1 || orientation > 8 ? 1 : orientation;
        } catch (MetadataException unreadable) {
            return 1;
        }
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
