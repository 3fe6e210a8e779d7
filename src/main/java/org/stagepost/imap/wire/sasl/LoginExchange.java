package org.stagepost.imap.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.stagepost.credential.Secret;

/**
 * LOGIN (draft-murchison-sasl-login): user name, then password. What the server calls them differs, so its words are not
 * looked at; but it is told each once.
 */
public final class LoginExchange implements SaslExchange {
    private final String user;
    private final Secret password;
    private int answers;

    public LoginExchange(String user, Secret password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public String mechanism() {
        return "LOGIN";
    }

    @Override
    public Optional<byte[]> beginning() {
        return Optional.empty();
    }

    @Override
    public byte[] answer(byte[] challenge) throws SaslViolation {
        return switch (++answers) {
            case 1 -> user.getBytes(StandardCharsets.UTF_8);
            case 2 -> password.reveal().getBytes(StandardCharsets.UTF_8);
            default -> throw SaslViolation.of("a third challenge where LOGIN has two");
        };
    }

    @Override
    public void accepted() throws SaslViolation {
        if (answers < 2) {
            throw SaslViolation.impostor("the server said OK before it had the password");
        }
    }
}
