package gridwork.street.catalogue;

import gridwork.street.AreaId;
import gridwork.street.Matter;
import java.util.Set;

/** The matters with which a new street begins, without a database, and what tests change of them. */
public final class ShippedCatalogue {
    private ShippedCatalogue() {}

    public static Matter matter(String id) {
        return Shipped.read().matter(id).orElseThrow();
    }

    /** Another limit of openings a day, in the database. */
    public static void limit(StoredCatalogue catalogue, String id, int opensPerDay) {
        change(catalogue, id, opensPerDay, catalogue.matter(id).helping());
    }

    /** Other departments that help, in the database. */
    public static void helping(StoredCatalogue catalogue, String id, Set<AreaId> departments) {
        change(catalogue, id, catalogue.matter(id).opensPerDay(), departments);
    }

    private static void change(StoredCatalogue catalogue, String id, int opensPerDay, Set<AreaId> helping) {
        Matter was = catalogue.matter(id);
        var matter = new Matter(
                was.id(),
                was.title(),
                was.remit(),
                was.lead(),
                helping,
                was.basis(),
                was.process(),
                was.subject(),
                was.ruleSets(),
                opensPerDay,
                was.secret(),
                was.validFrom(),
                was.validUntil(),
                was.limits(),
                was.checklist());
        catalogue.put(matter, catalogue.revision(id), "试验", "admin");
    }
}
