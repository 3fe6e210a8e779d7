package org.stagepost.imap.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.stagepost.credential.Secret;

/**
 * Kerio Connect's X-MASTERAUTH (support.kerioconnect.gfi.com, "IMAP Master Authentication in Kerio Connect"): the server
 * says something random as it is, and is told the MD5 sum of that with the master password behind it, in hex.
 */
final class MasterAuthentication {
    static final String NAME = "X-MASTERAUTH";

    private final WireConnection connection;
    private final Secret password;
    private String sent = "";

    MasterAuthentication(WireConnection connection, Secret password) {
        this.connection = connection;
        this.password = password;
    }

    /** What the password was proven with; empty when the server did not ask. */
    String sent() {
        return sent;
    }

    /** @return OK or NO, or BAD of a server that has no such command; else as {@link Authentication#run} */
    TaggedReply run() {
        Pipeline pipeline = connection.pipeline();
        try {
            Submitted command = pipeline.begin(NAME);
            command.tolerateBad(true);
            command.expectGoAhead();
            pipeline.write(command.tag() + " " + NAME + "\r\n");
            pipeline.await(() -> command.isDone() || command.isAllowed(), command);
            if (command.takeGoAhead()) {
                sent = proof(command.goAheadText().strip());
                pipeline.write(sent + "\r\n");
            }
            TaggedReply reply = command.await();
            connection.learn(reply);
            return reply;
        } catch (IOException e) {
            throw connection.failed(e);
        }
    }

    private String proof(String challenge) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(challenge.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(md5.digest(password.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM knows no MD5", e);
        }
    }
}
