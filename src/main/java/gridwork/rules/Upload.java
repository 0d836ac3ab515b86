package gridwork.rules;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One file that somebody brings, checked as what it would be: in the place that it would take in the house, as if it lay there
 * already. A table of a rule set that is there is checked with its rule set, its scenarios and the rule sets that ask it; a
 * process with what its folder names. What belongs nowhere yet is checked as far as it goes alone, and the findings say so.
 *
 * @param place its path in the house, e.g. {@code rules/site-colour/site-colour.dmn}; empty = it has none yet
 * @param content as the house would keep it: of the version of DMN that its modeler writes
 * @param findings about the file itself under the name that it came by
 */
public record Upload(String place, byte[] content, List<Finding> findings) {
    /** What says that a file could not be read at all, rather than that something in it is not allowed. */
    private static final Set<String> UNREAD = Set.of(
            "file-empty",
            "file-kind",
            "file-other-kind",
            "not-utf8",
            "xml-broken",
            "json-broken",
            "bpmn-language",
            "dmn-language",
            "form-shape",
            "sheet-broken",
            "sheet-empty");

    /** Where a process lies while it is looked at, when its id can be no folder's name. */
    private static final String NOWHERE = "bpmn/-/-.bpmn";

    /** Where a case can stand. */
    private static final Set<String> STAYS =
            Set.of("userTask", "receiveTask", "callActivity", "intermediateCatchEvent", "boundaryEvent");

    private static final Pattern ENCODING =
            Pattern.compile("^(\\s*<\\?xml\\b[^<>]*?\\bencoding\\s*=\\s*[\"'])([A-Za-z0-9._-]+)([\"'])");

    /**
     * What the scenarios say of a table: its author changes them with it, in the same draft. It is said, and nothing can be
     * published while it stands, but it does not keep the table out: a new row could never be brought otherwise.
     */
    private static final Set<String> OF_SCENARIOS = Set.of(
            "scenario-result",
            "scenario-reason",
            "scenario-value",
            "scenario-finds",
            "scenario-order",
            "row-without-scenario");

    /** A condition that an editor left empty, which means whatever it may be. */
    private static final Pattern BLANK =
            Pattern.compile("(<(?:\\w+:)?inputEntry\\b[^<>]*>\\s*)<((?:\\w+:)?)text(?:\\s*/>|>\\s*</(?:\\w+:)?text>)");

    private static final int ROWS = Allowed.limit("table-rows");
    private static final int SHOWN = 200;

    /** How many bytes of a file are read at all; one more is enough to know that it is too large. */
    public static int largest() {
        return SourceTree.LARGEST;
    }

    /** How long one file may be checked, in seconds. */
    public static int seconds() {
        return Allowed.limit("seconds");
    }

    /** A finding about the file as a whole, for what is found before its content is looked at. */
    public static Upload refused(String name, String code, Object... details) {
        return new Upload("", new byte[0], List.of(Finding.error(name, "", code, details)));
    }

    public static Upload of(
            SourceTree house,
            String name,
            byte[] content,
            Supplier<FactVocabulary> facts,
            Supplier<ProcedureVocabulary> street) {
        if (content.length == 0) {
            return refused(name, "file-empty");
        }
        if (content.length > SourceTree.LARGEST) {
            return refused(name, "file-too-large", SourceTree.LARGEST >> 20);
        }
        Optional<String> encoding = encoding(content);
        String ending =
                name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
        byte[] text = encoding.map(each -> utf8(content, each)).orElse(content);
        Upload upload = switch (ending) {
            case "bpmn" -> process(house, name, text, facts, street);
            case "dmn" -> tables(house, name, text, facts, street);
            case "xlsx" -> sheet(house, name, content, facts, street);
            case "form" ->
                new Upload("", content, FormLint.check("upload.form", content, ProjectCheck.Origin.UPLOADED));
            default -> refused(name, "file-kind");
        };
        var findings = new ArrayList<>(upload.findings);
        if (text != content && !ending.equals("xlsx")) {
            findings.add(Finding.information(name, "", "encoding-read", encoding.orElse("")));
        }
        String place = upload.place.equals(NOWHERE) ? "" : upload.place;
        return new Upload(place, upload.content, few(name, upload.place, findings));
    }

    /** What the file says that it is written in, where that is another than UTF-8 and one that is read. */
    private static Optional<String> encoding(byte[] content) {
        if (content.length > 1 && ((content[0] & 0xFF) == 0xFE || (content[0] & 0xFF) == 0xFF)) {
            return Optional.of("UTF-16");
        }
        Matcher declared =
                ENCODING.matcher(new String(content, 0, Math.min(content.length, 200), StandardCharsets.US_ASCII));
        return declared.find()
                ? Allowed.words("encodings").stream()
                        .filter(each -> !each.equals("UTF-8") && each.equalsIgnoreCase(declared.group(2)))
                        .findFirst()
                : Optional.empty();
    }

    /** The same text in UTF-8, so that the lint and the engines read the same; what is not of its encoding stays as it is. */
    private static byte[] utf8(byte[] content, String encoding) {
        try {
            String text = Charset.forName(encoding)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return ENCODING.matcher(text).replaceFirst("$1UTF-8$3").getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException otherwise) {
            return content;
        }
    }

    /** Whether the file could be read as what its name says. */
    public boolean readable() {
        return findings.stream().noneMatch(each -> each.isError() && UNREAD.contains(each.code()));
    }

    public boolean ok() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /** What somebody else found in it. */
    public Upload and(List<Finding> more) {
        var all = new ArrayList<>(findings);
        all.addAll(more);
        return new Upload(place, content, List.copyOf(all));
    }

    private static Upload process(
            SourceTree house,
            String name,
            byte[] content,
            Supplier<FactVocabulary> facts,
            Supplier<ProcedureVocabulary> street) {
        Markup root;
        try {
            root = Markup.read(content);
        } catch (Markup.Unreadable unreadable) {
            return new Upload("", content, List.of(unreadable.finding(name)));
        }
        if (!Allowed.BPMN.name(root).equals("bpmn:definitions")) {
            return new Upload("", content, List.of(otherThan(name, root, "bpmn-language")));
        }
        List<Markup> processes = root.all("process");
        String id = processes.isEmpty() ? "" : processes.get(0).get("id", "");
        String called = BpmnLint.isProcessId(id) ? id : "";
        String place = called.isEmpty() ? NOWHERE : "bpmn/" + called + "/" + called + ".bpmn";
        boolean known = !called.isEmpty() && house.has(place);
        SourceTree then = house.with(place, content);
        var findings = new ArrayList<>(BpmnLint.check(then, place));
        if (known) {
            findings.addAll(gone(place, read(house.bytes(place)), root));
            ProjectCheck.names(then, facts.get(), street.get()).stream()
                    .filter(each -> each.file().startsWith("bpmn/" + called + "/"))
                    .forEach(findings::add);
        } else if (!called.isEmpty()) {
            findings.add(Finding.information(place, "", "process-new", id));
        }
        return new Upload(place, content, findings);
    }

    /** What running cases stand on, and what the program sends: neither is missed by the new diagram itself. */
    private static List<Finding> gone(String place, @Nullable Markup before, Markup now) {
        var findings = new ArrayList<Finding>();
        if (before == null) {
            return findings;
        }
        Set<String> messages =
                now.everything("message").map(each -> each.get("name", "")).collect(Collectors.toSet());
        before.everything("message")
                .map(each -> each.get("name", ""))
                .filter(each -> !messages.contains(each))
                .forEach(each -> findings.add(Finding.error(place, each, "message-gone", each)));
        Set<String> ids = now.everything().map(each -> each.get("id", "")).collect(Collectors.toSet());
        before.everything()
                .filter(each -> STAYS.contains(each.name()) && !ids.contains(each.get("id", "")))
                .forEach(each -> findings.add(Finding.warning(
                        place, each.get("id", ""), "step-gone", each.get("id", ""), each.get("name", ""))));
        return findings;
    }

    private static Upload tables(
            SourceTree house,
            String name,
            byte[] content,
            Supplier<FactVocabulary> facts,
            Supplier<ProcedureVocabulary> street) {
        var findings = new ArrayList<Finding>();
        byte[] kept = content;
        Markup root;
        try {
            root = Markup.read(content);
            for (var dialect : Allowed.dialects().entrySet()) {
                if (dialect.getValue().containsKey(root.namespace())) {
                    kept = as(content, dialect.getValue());
                    root = Markup.read(kept);
                    findings.add(Finding.information(name, "", "dmn-dialect", dialect.getKey()));
                }
            }
        } catch (Markup.Unreadable unreadable) {
            return new Upload("", content, List.of(unreadable.finding(name)));
        }
        if (!Allowed.DMN.name(root).equals("dmn:definitions")) {
            boolean otherYear = root.name().equals("definitions")
                    && root.namespace().toLowerCase(Locale.ROOT).contains("/spec/dmn/");
            return new Upload(
                    "",
                    content,
                    List.of(
                            otherYear
                                    ? Finding.error(name, root.place(), "dmn-version", root.namespace())
                                    : otherThan(name, root, "dmn-language")));
        }
        int blanks = blanks(kept);
        if (blanks > 0) {
            kept = BLANK.matcher(new String(kept, StandardCharsets.UTF_8))
                    .replaceAll("$1<$2text>-</$2text>")
                    .getBytes(StandardCharsets.UTF_8);
            findings.add(Finding.information(name, "", "blanks-repaired", blanks));
            root = Objects.requireNonNull(read(kept));
        }
        for (Markup table : root.everything("decisionTable").toList()) {
            int rows = table.all("rule").size();
            if (rows > ROWS) {
                findings.add(Finding.error(name, table.place(), "table-too-long", rows, ROWS));
            }
        }
        String place = placeOf(house, root);
        if (place.isEmpty()) {
            findings.addAll(alone(name, root, kept));
            return new Upload("", kept, findings);
        }
        findings.add(Finding.information(place, "", "table-in-place", place));
        findings.addAll(rowIds(house, place, root));
        if (findings.stream().noneMatch(Finding::isError)) {
            List<Finding> around = ProjectCheck.around(house.with(place, kept), place, facts.get(), street.get())
                    .findings();
            int differ = 0;
            for (Finding each : around) {
                boolean ofScenarios = OF_SCENARIOS.contains(each.code());
                differ += ofScenarios ? 1 : 0;
                findings.add(ofScenarios ? each.asWarning() : each);
            }
            if (differ > 0) {
                findings.add(Finding.warning(place, "", "scenarios-differ", differ));
            }
        }
        return new Upload(place, kept, findings);
    }

    private static int blanks(byte[] content) {
        return (int) BLANK.matcher(new String(content, StandardCharsets.UTF_8))
                .results()
                .count();
    }

    private static Upload sheet(
            SourceTree house,
            String name,
            byte[] content,
            Supplier<FactVocabulary> facts,
            Supplier<ProcedureVocabulary> street) {
        DecisionSheet.Read read = DecisionSheet.read(house, name, content);
        if (read.model().isEmpty()) {
            return new Upload("", content, read.findings());
        }
        Upload filled = tables(house, name, read.dmn(), facts, street);
        var findings = new ArrayList<>(read.findings());
        findings.addAll(filled.findings);
        return new Upload(filled.place, filled.content, findings);
    }

    /** The decision tables of the house, each as {@code rule set/decision}. */
    public static List<String> sheets(SourceTree house) {
        return DecisionSheet.all(house);
    }

    /**
     * Writes a decision table as a spreadsheet that can be changed and brought back.
     *
     * @param called {@code rule set/decision}
     * @return false where there is no such table
     */
    public static boolean writeSheet(SourceTree house, String called, OutputStream out) {
        return DecisionSheet.write(house, called, out);
    }

    private static Finding otherThan(String name, Markup root, String code) {
        for (Map.Entry<String, Allowed.Language> each :
                Map.of("BPMN", Allowed.BPMN, "DMN", Allowed.DMN).entrySet()) {
            if (each.getValue().name(root).matches("(bpmn|dmn):definitions")) {
                return Finding.error(
                        name,
                        "",
                        "file-other-kind",
                        each.getKey(),
                        "." + each.getKey().toLowerCase(Locale.ROOT));
            }
        }
        return Finding.error(name, root.place(), code, root.namespace().isEmpty() ? root.name() : root.namespace());
    }

    /** Only where a whole value is the name: what stands in a cell is left as it is. */
    private static byte[] as(byte[] content, Map<String, String> namespaces) {
        String text = new String(content, StandardCharsets.UTF_8);
        for (var each : namespaces.entrySet()) {
            for (String quote : List.of("\"", "'")) {
                text = text.replace(quote + each.getKey() + quote, quote + each.getValue() + quote);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The table that it would replace: of the same namespace, else the one whose decisions are all in it; empty = none. */
    private static String placeOf(SourceTree house, Markup root) {
        Set<String> brought = ids(root);
        String found = "";
        int most = 0;
        for (String model : house.below("rules", ".dmn")) {
            try {
                Markup there = Markup.read(house.bytes(model));
                String namespace = there.get("namespace", "");
                if (!namespace.isBlank() && namespace.equals(root.get("namespace"))) {
                    return model;
                }
                Set<String> ids = ids(there);
                if (ids.size() > most && brought.containsAll(ids)) {
                    most = ids.size();
                    found = model;
                }
            } catch (Markup.Unreadable broken) {
                // that is said where the house is checked
            }
        }
        return found;
    }

    private static Set<String> ids(Markup root) {
        var ids = new HashSet<String>();
        root.all("decision").forEach(each -> ids.add(each.get("id", "")));
        return ids;
    }

    private static List<Finding> alone(String name, Markup root, byte[] content) {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.information(name, "", "table-alone"));
        List<Finding> lint = DmnLint.checkAlone(name, root);
        findings.addAll(lint);
        if (lint.stream().noneMatch(Finding::isError)) {
            findings.addAll(ProjectCheck.compiled(name, content));
        }
        return findings;
    }

    /** A row that only got another id: what was decided by it before would no longer be found. */
    private static List<Finding> rowIds(SourceTree house, String place, Markup root) {
        var findings = new ArrayList<Finding>();
        Map<String, Markup> before = rows(read(house.bytes(place)));
        Map<String, Markup> after = rows(root);
        var gone = new HashMap<List<String>, String>();
        before.forEach((id, row) -> {
            if (!after.containsKey(id)) {
                gone.put(cells(row), id);
            }
        });
        after.forEach((id, row) -> {
            String was = before.containsKey(id) ? null : gone.get(cells(row));
            if (was != null) {
                findings.add(Finding.error(place, id, "row-renamed", was, id));
            }
        });
        return findings;
    }

    private static @Nullable Markup read(byte[] content) {
        try {
            return Markup.read(content);
        } catch (Markup.Unreadable broken) {
            return null;
        }
    }

    private static Map<String, Markup> rows(@Nullable Markup root) {
        var rows = new LinkedHashMap<String, Markup>();
        if (root != null) {
            root.everything("rule").forEach(each -> rows.put(each.get("id", ""), each));
        }
        return rows;
    }

    private static List<String> cells(Markup row) {
        return row.children().stream()
                .filter(each -> each.name().endsWith("Entry") && !each.name().startsWith("annotation"))
                .map(each -> String.valueOf(each.wordsOf("text")))
                .toList();
    }

    private static List<Finding> few(String name, String place, List<Finding> findings) {
        var kept = new ArrayList<Finding>();
        var files = new TreeMap<String, Integer>();
        for (Finding each : findings) {
            Finding said = each.file().equals(place) || each.file().equals("upload.form") ? each.of(name) : each;
            if (files.merge(said.file(), 1, Integer::sum) <= SHOWN) {
                kept.add(said);
            }
        }
        files.forEach((file, count) -> {
            if (count > SHOWN) {
                kept.add(Finding.error(file, "", "findings-more", String.valueOf(count - SHOWN)));
            }
        });
        return List.copyOf(kept);
    }
}
