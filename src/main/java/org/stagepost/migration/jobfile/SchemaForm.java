package org.stagepost.migration.jobfile;

import java.util.Map;
import java.util.TreeMap;
import org.stagepost.directory.RecipientType;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.DirectorySchema.Style;
import org.stagepost.migration.input.Fault;

/** Reads an endpoint's {@code schema}: what a directory calls the attributes of mail. */
final class SchemaForm {
    private static final Shape<Style> STYLE = Shape.word("a style of schema", Style.class);
    private static final Shape<String> ATTRIBUTE = Shape.text(
            "an attribute's name",
            "write it as the directory's schema does: letters, digits and -",
            text -> text.matches("[A-Za-z][A-Za-z0-9-]{0,127}"));
    private static final Shape<String> FORMAT = Shape.text(
            "a form of an address",
            "write it with " + DirectorySchema.ADDRESS + " where the address stands",
            text -> text.contains(DirectorySchema.ADDRESS) && text.length() <= 200);
    private static final Shape<String> SETTING = Shape.text(
            "an attribute and its value",
            "write it as attribute=value",
            text -> text.matches("[A-Za-z][A-Za-z0-9-]{0,127}=.{1,200}"));

    private final YamlMap schema;

    private SchemaForm(YamlMap schema) {
        this.schema = schema;
    }

    /** What was reported has its default. */
    static DirectorySchema read(YamlMap schema) {
        DirectorySchema result = new SchemaForm(schema).read();
        schema.rejectUnknownKeys();
        return result;
    }

    private DirectorySchema read() {
        Style style = schema.get("style", STYLE, Style.EXCHANGE);
        return style == Style.EXCHANGE ? exchange() : generic();
    }

    /** Its names and values are Exchange's own. */
    private DirectorySchema exchange() {
        for (String key : new String[] {"mail", "addresses", "forward", "forwardFormat", "keepCopy", "type"}) {
            schema.refuse(key, "only style: generic has one");
        }
        for (RecipientType type : RecipientType.values()) {
            if (!type.word().isEmpty()) {
                schema.refuse(type.word(), "only style: generic has one");
            }
        }
        return DirectorySchema.EXCHANGE.withAnchor(schema.get("anchor", ATTRIBUTE, ""));
    }

    private DirectorySchema generic() {
        Map<String, String> types = types();
        if (schema.has("type") && !(types.containsKey("userMailbox") && types.containsKey("mailUser"))) {
            schema.fault("type", new Fault("says what an entry is", "write its values, too: userMailbox and mailUser"));
        }
        if (!schema.has("type") && !types.isEmpty()) {
            schema.requireKey("type", "values of a type are given: write which attribute has them");
        }
        return new DirectorySchema(
                Style.GENERIC,
                schema.get("mail", ATTRIBUTE, "mail"),
                schema.get("addresses", ATTRIBUTE, "mailAlternateAddress"),
                schema.require("forward", ATTRIBUTE).orElse("mail"),
                schema.get("forwardFormat", FORMAT, DirectorySchema.ADDRESS),
                schema.get("keepCopy", SETTING, ""),
                schema.get("type", ATTRIBUTE, ""),
                types,
                schema.get("anchor", ATTRIBUTE, ""));
    }

    private Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        for (RecipientType type : RecipientType.values()) {
            if (!type.word().isEmpty()) {
                schema.get(type.word(), Shapes.TEXT).ifPresent(value -> types.put(type.word(), value));
            }
        }
        return types;
    }
}
