package org.stagepost.endpoint;

/**
 * How the lines to a server are protected.
 *
 * @param allowPlaintext accepts that mail and passwords can be overheard; NONE needs it
 * @param caFile PEM file with the issuing CA; empty for the JVM's trust store
 * @param pin SHA-256 of the server's certificate, 64 hexadecimal digits in lower case, which is trusted whoever issued it,
 *     whatever name and dates it holds, and no other; empty to verify chain, name and dates
 * @param legacyTls also TLS 1.0 and 1.1 (RFC 8996 forbids them), for servers that speak nothing newer
 * @param clientCertificate PEM file with the certificate that this client shows, its own first; empty for none
 * @param clientKey PEM file with its private key (PKCS #8)
 */
public record Protection(
        Security security,
        boolean allowPlaintext,
        String caFile,
        String pin,
        boolean legacyTls,
        String clientCertificate,
        String clientKey) {
    public Protection {
        if (security == Security.NONE && !allowPlaintext) {
            throw new IllegalArgumentException("security none needs allowPlaintext: true");
        }
        if (!pin.isEmpty() && !isPin(pin)) {
            throw new IllegalArgumentException("a pin is 64 hexadecimal digits");
        }
    }

    /** @param caFile empty for the JVM's trust store */
    public static Protection of(Security security, String caFile) {
        return new Protection(security, security == Security.NONE, caFile, "", false, "", "");
    }

    public static boolean isPin(String text) {
        return text.matches("[0-9a-f]{64}");
    }
}
