package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.model.EmailAddress;

class WayBackTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String DN = "dn: cn=ann,dc=example,dc=test\n";

    private static RecordedChange change(Action action, String before, String after, boolean password, boolean sure) {
        return new RecordedChange(
                1,
                new DirectoryChange(
                        new EmailAddress("ann@contoso.test"),
                        action == Action.FORWARD ? "old-ad" : "new-ad",
                        "cn=ann,dc=example,dc=test",
                        action,
                        DN + before,
                        DN + after,
                        password),
                NOON,
                sure);
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static RecordedChange scripts(String before, String after) {
        return new RecordedChange(
                2,
                new DirectoryChange(
                        new EmailAddress("ann@contoso.test"),
                        "old-sieve",
                        "ann",
                        Action.FORWARD,
                        "dn:: " + base64("ann") + "\n" + before,
                        "dn:: " + base64("ann") + "\n" + after,
                        false),
                NOON,
                true);
    }

    @Test
    void scriptsAreComments() {
        String own = "activeScript:: " + base64("stagepost-forward") + "\n";
        String forward = own + "script:: " + base64("redirect \"ann@new.example.test\";\r\n") + "\n";

        assertThat(WayBack.ldif(List.of(
                        scripts("", forward),
                        scripts(
                                "activeScript:: " + base64("sum\nmer") + "\nscript:: "
                                        + base64("# \u001b[1m\r\nkeep;\r\n") + "\n",
                                forward))))
                .isEqualTo("""
                        # takes back: forward of ann@contoso.test at endpoint old-sieve, 2026-11-20T12:00:00Z
                        # Sieve scripts of ann, which LDIF cannot change:
                        # active script: sum?mer (was stagepost-forward)
                        # script stagepost-forward becomes:
                        #   # ?[1m
                        #   keep;

                        # takes back: forward of ann@contoso.test at endpoint old-sieve, 2026-11-20T12:00:00Z
                        # Sieve scripts of ann, which LDIF cannot change:
                        # active script: none (was stagepost-forward)
                        # script stagepost-forward is deleted

                        """);
    }

    @Test
    void lastChangeIsTakenBackFirstAndWhatIsUncertainIsSaid() {
        String ldif = WayBack.ldif(List.of(
                change(Action.CONVERT, "targetAddress: SMTP:ann@old.example.test\n", "", true, true),
                change(Action.FORWARD, "", "targetAddress: SMTP:ann@new.example.test\n", false, false)));

        assertThat(ldif).isEqualTo("""
                # takes back: forward of ann@contoso.test at endpoint old-ad, 2026-11-20T12:00:00Z
                # not confirmed: made only if the entry is as it was to become
                dn: cn=ann,dc=example,dc=test
                changetype: modify
                delete: targetAddress
                targetAddress: SMTP:ann@new.example.test
                -

                # takes back: convert of ann@contoso.test at endpoint new-ad, 2026-11-20T12:00:00Z
                # the password that was set stays
                dn: cn=ann,dc=example,dc=test
                changetype: modify
                add: targetAddress
                targetAddress: SMTP:ann@old.example.test
                -

                """);
    }
}
