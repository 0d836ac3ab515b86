package gridwork.policy;

import gridwork.rules.SourceTree;
import gridwork.rules.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The decision tables of the house as spreadsheets; what comes back is judged by {@link JudgeUpload}. */
public final class HouseTables {
    private final SourceTree house;

    public HouseTables(SourceTree house) {
        this.house = house;
    }

    /** Each as {@code rule set/decision}. */
    public List<String> all() {
        return Upload.sheets(house);
    }

    /** @return false where there is no such table; nothing is written then */
    public boolean write(String table, Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!Upload.writeSheet(house, table, bytes)) {
            return false;
        }
        Files.write(file, bytes.toByteArray());
        return true;
    }
}
