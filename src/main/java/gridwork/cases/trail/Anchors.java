package gridwork.cases.trail;

/**
 * What an entry's content is called where it vouches for more than itself: whoever signs or files something for a case names
 * it on the trail, so that neither can be exchanged afterwards.
 */
public final class Anchors {
    /** The SHA-256 of what somebody signed with this entry. */
    public static final String SIGNATURE = "sha256";

    /** When they signed, ISO 8601; may be absent. */
    public static final String SIGNED_AT = "signedAt";

    /** The files that belong to this entry: their ids with the SHA-256 of their bytes. */
    public static final String FILES = "files";

    private Anchors() {}
}
