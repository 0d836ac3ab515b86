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
