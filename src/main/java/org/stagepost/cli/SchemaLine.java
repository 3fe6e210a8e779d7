package org.stagepost.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.DirectorySchema.Style;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;

/**
 * What a directory calls the attributes of mail; see {@link DirectorySchema}.
 *
 * @param types values of the type by the word of a recipient type
 */
record SchemaLine(
        String style,
        String mail,
        String addresses,
        String forward,
        String forwardFormat,
        String keepCopy,
        String type,
        Map<String, String> types,
        String anchor) {
    /** Null for what is no directory. */
    static @Nullable SchemaLine of(Endpoint endpoint) {
        DirectorySchema schema = endpoint.schema();
        return endpoint.kind() != EndpointKind.LDAP
                ? null
                : new SchemaLine(
                        SettingText.word(schema.style()),
                        schema.mail(),
                        schema.addresses(),
                        schema.forward(),
                        schema.forwardFormat(),
                        schema.keepCopy(),
                        schema.type(),
                        schema.types(),
                        schema.anchor());
    }

    /** Exchange's names cannot be set, and its style need not be. */
    void addTo(Map<String, String> settings) {
        if (style.equals(SettingText.word(Style.GENERIC))) {
            settings.put("schema.style", style);
            settings.put("schema.mail", mail);
            settings.put("schema.addresses", addresses);
            settings.put("schema.forward", forward);
            settings.put("schema.forwardFormat", forwardFormat);
            settings.put("schema.keepCopy", keepCopy);
            settings.put("schema.type", type);
            types.forEach((word, value) -> settings.put("schema." + word, value));
        }
        settings.put("schema.anchor", anchor);
    }
}
