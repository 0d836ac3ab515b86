package gridwork.facts;

public record SubjectId(long value) implements Comparable<SubjectId> {
    @Override
    public int compareTo(SubjectId other) {
        return Long.compare(value, other.value);
    }
}
