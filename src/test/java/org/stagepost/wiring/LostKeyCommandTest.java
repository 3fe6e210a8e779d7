package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.cli.FakeShell;
import org.stagepost.credential.Secret;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.sync.Sleeper;

/** What an administrator reads and does whose home folder has lost its key. */
class LostKeyCommandTest {
    private final Path home;
    private final Path key;

    LostKeyCommandTest(@TempDir Path folder) {
        home = folder.resolve("home");
        key = home.resolve("keys/secret.key");
    }

    @Test
    void aLostKeyIsToldUntilItIsBackAndNoneIsMade() throws IOException {
        create();
        Path backup = Files.move(key, home.resolve("secret.key.backup"));

        for (String refused : new String[] {
            "endpoint test old-mail",
            "endpoint set old-mail --password-from prompt --skip-verification",
            "config rotate-key"
        }) {
            assertThat(typed(2, refused))
                    .contains("the key file " + key + " is missing")
                    .contains("the password of endpoint 'old-mail'")
                    .doesNotContain("STORED_SECRET");
        }

        assertThat(typed(0, "endpoint list")).contains("old-mail");
        assertThat(key).doesNotExist();
        assertThat(home.resolve("keys/secret.key.next")).doesNotExist();
        Files.move(backup, key);
        assertThat(typed(5, "endpoint test old-mail")).doesNotContain("is missing");
    }

    @Test
    void whatALostKeySealedIsForgottenAndSetAnew() throws IOException {
        create();
        Files.delete(key);

        assertThat(typed(0, "config rotate-key --lost"))
                .contains("to be set anew: 1")
                .contains("  the password of endpoint 'old-mail'");
        assertThat(typed(2, "endpoint test old-mail")).contains("nothing is stored under this name");
        typed(0, "endpoint set old-mail --password-from prompt --skip-verification");

        assertThat(typed(5, "endpoint test old-mail")).doesNotContain("is missing");
        assertThat(key).exists();
    }

    private void create() {
        typed(
                0,
                "endpoint create old-mail --kind imap --host 127.0.0.1 --port 1 --login-as admin --login-user root --login-style authzid"
                        + " --password-from prompt --skip-verification");
    }

    private String typed(int exit, String words) {
        SpringContexts contexts =
                new SpringContexts(ImapMailboxConnector::new, Sleeper.system(), purpose -> Secret.of("hunter2"));
        FakeShell shell = new FakeShell().with("STAGEPOST_HOME", home.toString());
        InThisProcess stagepost = new InThisProcess(contexts, shell);
        assertThat(stagepost.execute(words.split(" "))).as(stagepost.output()).isEqualTo(exit);
        return stagepost.output();
    }
}
