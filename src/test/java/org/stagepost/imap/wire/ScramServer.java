package org.stagepost.imap.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The other side of SCRAM-SHA-256, written on its own: lets in whoever comes, signs for the password it has, and may
 * twist each thing that it says.
 */
final class ScramServer implements MemorySocket.Peer {
    private final String password;
    private final UnaryOperator<String> twist;
    private final StringBuilder heard = new StringBuilder();
    private String first = "";
    private String challenge = "";

    /** @param twist of each line that it says */
    ScramServer(String password, UnaryOperator<String> twist) {
        this.password = password;
        this.twist = twist;
    }

    /** All that was said to it. */
    String heard() {
        return heard.toString();
    }

    @Override
    public String hears(String bytes) {
        heard.append(bytes);
        StringBuilder answers = new StringBuilder();
        for (String line : bytes.split("\r\n", -1)) {
            answers.append(line.isEmpty() && !bytes.equals("\r\n") ? "" : twist.apply(answer(line)));
        }
        return answers.toString();
    }

    private String answer(String line) {
        if (line.startsWith("s1 AUTHENTICATE")) {
            first = decoded(line.substring(line.lastIndexOf(' ') + 1)).split(",", 3)[2];
            challenge = "r=" + first.replaceAll(".*,r=", "") + "server,s=c2FsdHNhbHQ=,i=4096";
            return "+ " + encoded(challenge) + "\r\n";
        }
        if (line.isEmpty()) {
            return "s1 OK [CAPABILITY IMAP4rev1] in\r\n";
        }
        String last = decoded(line);
        return "+ " + encoded("v=" + signature(first + "," + challenge + "," + last.replaceAll(",p=.*", ""))) + "\r\n";
    }

    private String signature(String authMessage) {
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(
                            password.toCharArray(), "saltsalt".getBytes(StandardCharsets.UTF_8), 4096, 256))
                    .getEncoded();
            return Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), authMessage));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
