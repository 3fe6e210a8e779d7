package org.stagepost.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.endpoint.GrantSecret;
import org.stagepost.endpoint.TokenGrant;

/** What two grants have to have in common to share a token; an endpoint that is read twice is the same one. */
record GrantKey(TokenGrant.Kind kind, List<String> settings, String mailbox) {
    static GrantKey of(TokenGrant grant, String mailbox) {
        List<String> settings = Stream.concat(
                        Stream.of(
                                grant.tokenUrl(),
                                grant.deviceUrl(),
                                grant.clientId(),
                                grant.certificateFile(),
                                grant.scope()),
                        Arrays.stream(GrantSecret.values()).map(secret -> place(secret.in(grant))))
                .toList();
        return new GrantKey(grant.kind(), settings, grant.isPerMailbox() ? mailbox : "");
    }

    /** A literal is told from another by its hash, lest it is printed. */
    private static String place(SecretReference reference) {
        return reference.scheme() == Scheme.LITERAL ? hash(reference.literal().reveal()) : reference.toString();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM knows no SHA-256", e);
        }
    }
}
