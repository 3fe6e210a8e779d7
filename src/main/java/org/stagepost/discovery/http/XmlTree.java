package org.stagepost.discovery.http;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a document from a stranger: names without prefixes, text, attributes. A document with a DOCTYPE, with
 * other entities than those of XML itself, or deeper than such documents are, is refused.
 */
final class XmlTree {
    private static final int DEEPEST = 32;
    private static final int MOST_ELEMENTS = 5_000;
    private static final int LONGEST_TEXT = 2_000;

    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<XmlTree> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlTree(String name) {
        this.name = name;
    }

    /** Its root; empty when it is no XML, or none that is accepted. */
    static Optional<XmlTree> parse(byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            return read(factory.createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<XmlTree> read(XMLStreamReader reader) throws XMLStreamException {
        List<XmlTree> open = new ArrayList<>(List.of(new XmlTree("")));
        int elements = 0;
        while (reader.hasNext()) {
            XmlTree current = open.get(open.size() - 1);
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEEPEST || ++elements > MOST_ELEMENTS) {
                        return Optional.empty();
                    }
                    open.add(current.begin(reader));
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> current.text.append(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
        return open.get(0).children.stream().findFirst();
    }

    private XmlTree begin(XMLStreamReader reader) {
        XmlTree child = new XmlTree(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            child.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        children.add(child);
        return child;
    }

    boolean isCalled(String other) {
        return name.equals(other);
    }

    /** Empty when it is not there. */
    String attribute(String wanted) {
        return attributes.getOrDefault(wanted, "").strip();
    }

    Stream<XmlTree> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    Optional<XmlTree> first(String wanted) {
        return all(wanted).findFirst();
    }

    /** Of the first child with the name; empty when there is none. */
    String textOf(String wanted) {
        return first(wanted).map(XmlTree::text).orElse("");
    }

    /** Empty also when it is longer than a setting can be. */
    String text() {
        return text.length() > LONGEST_TEXT ? "" : text.toString().strip();
    }
}
