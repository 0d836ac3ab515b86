package gridwork.evidence;

/**
 * Another file that is the same as one, or a picture that looks the same.
 *
 * @param exact whether the bytes are the same; else the pictures look alike
 */
public record Alike(Evidence other, boolean exact) {}
