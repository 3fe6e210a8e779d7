package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.input.Fault;

/** Reads how the lines to an endpoint are protected. */
final class ProtectionForm {
    static final Fault LEGACY = new Fault(
            "legacyTls lets in TLS 1.0 and 1.1, which can be broken (RFC 8996)",
            "remove it as soon as the server is gone");
    private static final Shape<Security> SECURITY = Shape.word("a security", Security.class);
    private static final Shape<String> PIN = Shape.of(
            "a SHA-256 of a certificate",
            "write its 64 hexadecimal digits, as `openssl x509 -fingerprint -sha256` prints them",
            ProtectionForm::pin);

    private final YamlMap endpoint;
    private final Path folder;

    /** @param folder where relative paths begin */
    ProtectionForm(YamlMap endpoint, Path folder) {
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** What was reported has its default. @param usual of an endpoint that says nothing */
    Protection read(Security usual) {
        Security security = endpoint.get("security", SECURITY, usual);
        boolean allowPlaintext = endpoint.get("allowPlaintext", Shapes.FLAG, false);
        String caFile = file("caFile");
        String pin = endpoint.get("pin", PIN, "");
        boolean legacyTls = endpoint.get("legacyTls", Shapes.FLAG, false);
        String certificate = file("clientCertificate");
        String key = file("clientKey");
        if (security == Security.NONE && !allowPlaintext) {
            endpoint.fault(
                    "security",
                    new Fault("mail and passwords would travel in clear text", "add allowPlaintext: true if they may"));
            return Protection.of(Security.TLS, "");
        }
        if (security == Security.NONE) {
            for (String needsTls : new String[] {"pin", "legacyTls", "clientCertificate", "clientKey"}) {
                endpoint.refuse(needsTls, "there is no TLS with security none");
            }
        }
        if (!pin.isEmpty() && !caFile.isEmpty()) {
            endpoint.fault("pin", new Fault("a pin leaves nothing for caFile to say", "remove one of them"));
        }
        if (certificate.isEmpty() != key.isEmpty()) {
            endpoint.fault(
                    certificate.isEmpty() ? "clientKey" : "clientCertificate",
                    new Fault("one of clientCertificate and clientKey is missing", "write both"));
        }
        if (legacyTls) {
            endpoint.warn("legacyTls", LEGACY);
        }
        return new Protection(security, allowPlaintext, caFile, pin, legacyTls, certificate, key);
    }

    private String file(String key) {
        return endpoint.get(key, Shapes.existingFile(folder))
                .map(Path::toString)
                .orElse("");
    }

    private static Optional<String> pin(String text) {
        return Optional.of(text.replace(":", "").toLowerCase(Locale.ROOT)).filter(Protection::isPin);
    }
}
