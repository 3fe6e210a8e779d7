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
