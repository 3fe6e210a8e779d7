package org.stagepost.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.model.EmailAddress;

class DirectoryChangeTest {
    private static DirectoryChange change(String before, String after) {
        return new DirectoryChange(
                new EmailAddress("ann@contoso.test"), "dir", "cn=Ann", Action.COMPLETE, before, after, false);
    }

    @Test
    void ldifDeletesWhatGoesAndAddsWhatComes() {
        DirectoryChange change = change("""
                        dn:: Y249w4RubmE=
                        msExchRecipientTypeDetails: 1
                        proxyAddresses: SMTP:ann@contoso.test
                        homeMDB:: Y249c3RvcmU=
                        """, """
                        dn:: Y249w4RubmE=
                        msExchRecipientTypeDetails: 128
                        proxyAddresses: SMTP:ann@contoso.test
                        proxyAddresses: x500:/o=New/cn=ann
                        """);

        assertThat(change.toLdif()).isEqualTo("""
                        dn:: Y249w4RubmE=
                        changetype: modify
                        delete: msExchRecipientTypeDetails
                        msExchRecipientTypeDetails: 1
                        -
                        add: msExchRecipientTypeDetails
                        msExchRecipientTypeDetails: 128
                        -
                        add: proxyAddresses
                        proxyAddresses: x500:/o=New/cn=ann
                        -
                        delete: homeMDB
                        homeMDB:: Y249c3RvcmU=
                        -

                        """);
    }
}
