package gridwork.rules;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An XML element as the lint sees it. Read without document types and outside entities, and only up to a size: nothing
 * that somebody uploads is fetched, expanded or run.
 *
 * @param namespace empty = none
 * @param attributes by {@code {namespace}name}, or the bare name
 * @param within the id of the nearest element around it that has one; empty = none
 */
record Markup(
        String namespace,
        String name,
        Map<String, String> attributes,
        List<Markup> children,
        StringBuilder text,
        String within,
        int line) {
    private static final int DEEPEST = Allowed.limit("xml-depth");
    private static final int MOST = Allowed.limit("xml-elements");

    /** Why a file is not read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final int line;

        Unreadable(String code, int line) {
            super(code);
            this.code = code;
            this.line = line;
        }

        String code() {
            return code;
        }

        Finding finding(String file) {
            return Finding.error(file, line > 0 ? "line " + line : "", code);
        }
    }

    static Markup read(byte[] xml) throws Unreadable {
        if (xml.length == 0) {
            throw new Unreadable("file-size", 0);
        }
        if (!utf8(xml)) {
            throw new Unreadable("not-utf8", 0);
        }
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        int line = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            String declared = reader.getCharacterEncodingScheme();
            if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
                throw new Unreadable("not-utf8", 1);
            }
            Deque<Markup> open = new ArrayDeque<>();
            Markup root = null;
            int count = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                line = reader.getLocation().getLineNumber();
                switch (event) {
                    case XMLStreamConstants.DTD -> throw new Unreadable("xml-doctype", line);
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw new Unreadable("xml-entity", line);
                    case XMLStreamConstants.START_ELEMENT -> {
                        Markup around = open.peek();
                        Markup element = started(reader, around == null ? "" : around.nearestId(), line);
                        if (++count > MOST || open.size() > DEEPEST) {
                            throw new Unreadable("xml-too-large", line);
                        }
                        if (open.isEmpty()) {
                            root = element;
                        } else {
                            open.peek().children.add(element);
                        }
                        open.push(element);
                    }
                    case XMLStreamConstants.END_ELEMENT -> open.pop();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        Markup inside = open.peek();
                        if (inside != null) {
                            inside.text.append(reader.getText());
                        }
                    }
                    default -> {
                        // comments and processing instructions say nothing to an engine
                    }
                }
            }
            if (root == null) {
                throw new Unreadable("xml-broken", line);
            }
            return root;
        } catch (XMLStreamException broken) {
            int where =
                    broken.getLocation() == null ? line : broken.getLocation().getLineNumber();
            throw new Unreadable("xml-broken", where);
        }
    }

    /** One reading for all: an engine that took other letters from the same bytes would see another file. */
    private static boolean utf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException otherwise) {
            return false;
        }
    }

    private static Markup started(XMLStreamReader reader, String within, int line) {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String space = reader.getAttributeNamespace(i);
            String name = reader.getAttributeLocalName(i);
            attributes.put(
                    space == null || space.isEmpty() ? name : "{" + space + "}" + name, reader.getAttributeValue(i));
        }
        String space = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        return new Markup(
                space, reader.getLocalName(), attributes, new ArrayList<>(), new StringBuilder(), within, line);
    }

    @Nullable
    String get(String attribute) {
        return attributes.get(attribute);
    }

    String get(String attribute, String otherwise) {
        return attributes.getOrDefault(attribute, otherwise);
    }

    String words() {
        return text.toString().strip();
    }

    /** Its id, else what it is and the line it stands on. */
    String place() {
        String id = get("id");
        return id == null || id.isBlank() ? name + " (line " + line + ")" : id;
    }

    private String nearestId() {
        String id = get("id", "");
        return id.isBlank() ? within : id;
    }

    /** What an editor can show: the element, else the one that it is a part of. */
    String shown() {
        return nearestId().isEmpty() ? place() : nearestId();
    }

    /** The children of a name, whatever their namespace. */
    List<Markup> all(String childName) {
        return children.stream().filter(each -> each.name.equals(childName)).toList();
    }

    @Nullable
    Markup first(String childName) {
        return children.stream()
                .filter(each -> each.name.equals(childName))
                .findFirst()
                .orElse(null);
    }

    /** The text of a child; null = no such child. */
    @Nullable
    String wordsOf(String childName) {
        Markup child = first(childName);
        return child == null ? null : child.words();
    }

    /** This one and everything below. */
    Stream<Markup> everything() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Markup::everything));
    }

    Stream<Markup> everything(String elementName) {
        return everything().filter(each -> each.name.equals(elementName));
    }
}
