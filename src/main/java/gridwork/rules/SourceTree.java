package gridwork.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Files by their path, e.g. {@code rules/site-colour/rule-set.yaml}, as they lie in a folder or in the program itself.
 * A file over {@link #LARGEST} bytes, or one that is no text, keeps its path and loses its content, so that a check can
 * name it.
 */
public final class SourceTree {
    static final int LARGEST = Allowed.limit("bytes");
    private static final Pattern READ =
            Pattern.compile(".*\\.(yaml|dmn|drl|md|bpmn|form|html|json|jrxml|jrtx|xml|properties|txt)");
    private static final List<String> ROOTS = List.of("rules", "bpmn", "reports");
    private final SortedMap<String, byte[]> files;

    private SourceTree(SortedMap<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    public static SourceTree of(SortedMap<String, byte[]> files) {
        return new SourceTree(new TreeMap<>(files));
    }

    /** The folders {@code rules}, {@code bpmn} and {@code reports} of a project, as far as they are there. */
    public static SourceTree of(Path project) {
        var found = new TreeMap<String, byte[]>();
        for (String root : ROOTS) {
            Path folder = project.resolve(root);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    String name = project.relativize(file).toString().replace('\\', '/');
                    try (var content = Files.newInputStream(file)) {
                        found.put(name, read(name, content));
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new SourceTree(found);
    }

    /**
     * What somebody drafts: a project, a folder laid out like {@code rules/}, or the folder of one rule set, which bears its
     * id. Only what lies under {@code rules/} is taken; {@code release.yaml} is not, because a draft has no number yet.
     */
    public static SourceTree ofDraft(Path folder) {
        Path project = folder.toAbsolutePath().normalize();
        if (Files.isDirectory(project.resolve("rules"))) {
            return drafted(project.resolve("rules"), "rules/");
        }
        return Files.isRegularFile(project.resolve("rule-set.yaml")) || hasModel(project)
                ? drafted(project, "rules/" + project.getFileName() + "/")
                : drafted(project, "rules/");
    }

    private static boolean hasModel(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.anyMatch(each -> each.toString().endsWith(".dmn"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SourceTree drafted(Path folder, String as) {
        var found = new TreeMap<String, byte[]>();
        if (!Files.isDirectory(folder)) {
            return new SourceTree(found);
        }
        try (var walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = as + folder.relativize(file).toString().replace('\\', '/');
                if (!name.equals(LoadedRelease.FILE)) {
                    try (var content = Files.newInputStream(file)) {
                        found.put(name, read(name, content));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new SourceTree(found);
    }

    /** These files, and of another tree those that are not among them. */
    public SourceTree over(SourceTree other) {
        var both = new TreeMap<>(other.files);
        both.putAll(files);
        return new SourceTree(both);
    }

    /** Only what lies in some of the folders {@code rules}, {@code bpmn}, {@code reports}. */
    public SourceTree only(Collection<String> roots) {
        var found = new TreeMap<String, byte[]>();
        files.forEach((name, content) -> {
            if (roots.contains(name.substring(0, Math.max(0, name.indexOf('/'))))) {
                found.put(name, content);
            }
        });
        return new SourceTree(found);
    }

    /** What this program carries in itself. */
    public static SourceTree onClassPath() {
        var found = new TreeMap<String, byte[]>();
        var resolver = new PathMatchingResourcePatternResolver(SourceTree.class.getClassLoader());
        try {
            for (String root : ROOTS) {
                Resource folder = resolver.getResource("classpath:" + root + "/");
                if (!folder.exists()) {
                    continue;
                }
                String prefix = folder.getURL().toString();
                for (Resource each : resolver.getResources("classpath:" + root + "/**/*.*")) {
                    if (!each.isReadable()) {
                        continue;
                    }
                    String url = each.getURL().toString();
                    String name = root + "/" + url.substring(prefix.length());
                    try (var content = each.getInputStream()) {
                        found.put(name, read(name, content));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new SourceTree(found);
    }

    private static byte[] read(String name, InputStream content) throws IOException {
        if (!READ.matcher(name).matches()) {
            return new byte[0];
        }
        byte[] bytes = content.readNBytes(LARGEST + 1);
        return bytes.length > LARGEST ? new byte[0] : bytes;
    }

    /** The same with one file in place of what stood there. */
    public SourceTree with(String name, byte[] content) {
        var changed = new TreeMap<>(files);
        changed.put(name, content);
        return new SourceTree(changed);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    public Collection<String> names() {
        return files.keySet();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    public byte[] bytes(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return bytes;
    }

    /** The names of the files below a folder that end as told, in order. */
    List<String> below(String folder, String ending) {
        return names().stream()
                .filter(each -> each.startsWith(folder + "/") && each.endsWith(ending))
                .toList();
    }

    /** The folders directly below a folder, in order. */
    List<String> folders(String folder) {
        return names().stream()
                .filter(each -> each.startsWith(folder + "/"))
                .map(each -> each.substring(folder.length() + 1))
                .filter(each -> each.contains("/"))
                .map(each -> folder + "/" + each.substring(0, each.indexOf('/')))
                .distinct()
                .toList();
    }
}
