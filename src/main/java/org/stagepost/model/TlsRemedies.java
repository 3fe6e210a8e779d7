package org.stagepost.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to do about TLS that is not accepted, by our own words about it: of several faults the first row counts. */
final class TlsRemedies {
    private record Row(Pattern words, String remedy) {
        static Row of(String words, String remedy) {
            return new Row(Pattern.compile(words), remedy);
        }
    }

    private static final List<Row> TABLE = List.of(
            Row.of("cannot read caFile", "Set caFile to a PEM file with the certificate of the issuing CA."),
            Row.of(
                    "cannot read clientCertificate",
                    "Set clientCertificate and clientKey to PEM files; the key is PKCS #8 without a passphrase."),
            Row.of(
                    "does not speak TLS on port",
                    "Correct the port, or set security to starttls where the server begins in plain text."),
            Row.of(
                    "offer STARTTLS|refused STARTTLS",
                    "Have STARTTLS switched on at the server, or set security to tls and the port for it."),
            Row.of("inject|before TLS", "Find out who sits between this machine and the server."),
            Row.of(
                    "token server .* does not trust its certificate",
                    "Have the CA of the token server put into the trust store of this Java."),
            Row.of(
                    "expired on|not valid before",
                    "Renew the certificate at the server, or set the clock of this machine."),
            Row.of("not the pinned one", "Ask the server's administrator for the new SHA-256, and set pin to it."),
            Row.of("certificate is for .*, not for ", "Set host to a name that is in the certificate."),
            Row.of(
                    "self-signed|comes from .* does not know",
                    "Set caFile to the certificate of the issuing CA, or pin to the SHA-256 of the server's own."),
            Row.of(
                    "TLS is too old|no TLS that this",
                    "Renew the server's TLS; legacyTls lets in old TLS, for this endpoint only."),
            Row.of("no cipher|client certificate", "Renew the server's TLS, or set clientCertificate and clientKey."));

    private TlsRemedies() {}

    /** Empty for words that are none of ours. */
    static Optional<String> of(String message) {
        return TABLE.stream()
                .filter(row -> row.words().matcher(message).find())
                .map(Row::remedy)
                .findFirst();
    }
}
