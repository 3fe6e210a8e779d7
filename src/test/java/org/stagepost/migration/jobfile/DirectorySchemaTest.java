package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.DirectorySchema.Style;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.JobFileReader;
import org.stagepost.testing.MemoryEndpoints;

class DirectorySchemaTest {
    private static JobFileReader.Result<Endpoint> read(Map<String, String> schema) {
        Map<String, String> settings = new TreeMap<>(
                Map.of("name", "old", "kind", "ldap", "host", "ldap.example.test", "baseDn", "dc=example,dc=test"));
        settings.putAll(schema);
        return new YamlJobFileReader(new MemoryEndpoints()).endpoint("settings", settings);
    }

    private static DirectorySchema schema(Map<String, String> schema) {
        return read(schema).required().schema();
    }

    private static List<String> findings(Map<String, String> schema) {
        return read(schema).findings().stream().map(Object::toString).toList();
    }

    @Test
    void withoutSettingsItIsExchanges() {
        assertThat(schema(Map.of())).isEqualTo(DirectorySchema.EXCHANGE);
        assertThat(schema(Map.of("schema.anchor", "objectGUID")))
                .isEqualTo(DirectorySchema.EXCHANGE.withAnchor("objectGUID"));
    }

    @Test
    void everyNameAndValueOfAnotherCanBeSet() {
        assertThat(schema(Map.ofEntries(
                        Map.entry("schema.style", "generic"),
                        Map.entry("schema.mail", "primaryMail"),
                        Map.entry("schema.addresses", "otherMail"),
                        Map.entry("schema.forward", "maildrop"),
                        Map.entry("schema.forwardFormat", "smtp:[{address}]"),
                        Map.entry("schema.keepCopy", "deliveryMode=both ways"),
                        Map.entry("schema.type", "mailKind"),
                        Map.entry("schema.userMailbox", "local"),
                        Map.entry("schema.mailUser", "remote"),
                        Map.entry("schema.roomMailbox", "room"),
                        Map.entry("schema.anchor", "entryUUID"))))
                .isEqualTo(new DirectorySchema(
                        Style.GENERIC,
                        "primaryMail",
                        "otherMail",
                        "maildrop",
                        "smtp:[{address}]",
                        "deliveryMode=both ways",
                        "mailKind",
                        Map.of("userMailbox", "local", "mailUser", "remote", "roomMailbox", "room"),
                        "entryUUID"));
        assertThat(schema(Map.of("schema.style", "generic", "schema.forward", "maildrop")))
                .isEqualTo(new DirectorySchema(
                        Style.GENERIC, "mail", "mailAlternateAddress", "maildrop", "{address}", "", "", Map.of(), ""));
    }

    @Test
    void faultsAreToldAllAtOnce() {
        assertThat(findings(Map.of(
                        "schema.style", "generic",
                        "schema.mail", "ma il",
                        "schema.forwardFormat", "SMTP:",
                        "schema.keepCopy", "both",
                        "schema.type", "mailKind",
                        "schema.userMailbox", "local")))
                .containsExactlyInAnyOrder(
                        "settings: schema.type: says what an entry is (write its values, too: userMailbox and mailUser)",
                        "settings: schema.mail: \"ma il\" is not an attribute's name"
                                + " (write it as the directory's schema does: letters, digits and -)",
                        "settings: schema.forward: is missing"
                                + " (write it as the directory's schema does: letters, digits and -)",
                        "settings: schema.forwardFormat: \"SMTP:\" is not a form of an address"
                                + " (write it with {address} where the address stands)",
                        "settings: schema.keepCopy: \"both\" is not an attribute and its value"
                                + " (write it as attribute=value)");
    }

    @Test
    void exchangesOwnNamesAreNotSet() {
        assertThat(findings(Map.of("schema.forward", "maildrop", "schema.mailUser", "remote")))
                .containsExactlyInAnyOrder(
                        "settings: schema.forward: only style: generic has one (remove it)",
                        "settings: schema.mailUser: only style: generic has one (remove it)");
    }

    @Test
    void otherKindsHaveNone() {
        JobFileReader.Result<Endpoint> imap = new YamlJobFileReader(new MemoryEndpoints())
                .endpoint("settings", Map.of("name", "a", "kind", "imap", "host", "h", "schema.anchor", "x"));

        assertThat(imap.findings())
                .extracting(Object::toString)
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("schema")
                .contains("only endpoints of kind ldap have one");
    }
}
