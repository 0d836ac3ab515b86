package gridwork.platform;

/** How far a long work has come; {@code total} is -1 while it is not known. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = (done, total, what) -> {};

    void at(long done, long total, String what);
}
