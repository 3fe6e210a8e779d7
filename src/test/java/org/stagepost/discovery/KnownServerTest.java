package org.stagepost.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.discovery.KnownServer.Likeness;

class KnownServerTest {
    @ParameterizedTest
    @CsvSource({
        "imap.new.example.test, imap.new.example.test, SAME",
        "imap.new.example.test, mx1.new.example.test, LIKELY",
        "imap.new.example.test, new.example.test, LIKELY",
        "imap.new.example.test, imap.old.example.test, NONE",
        "imap.new.example.test, evilnew.example.test, NONE",
        "imap.test, mail.test, NONE",
        "127.0.0.1, 10.0.0.1, NONE",
        "outlook.office365.com, contoso-test.mail.protection.outlook.com, LIKELY",
        "outlook.office365.com, autodiscover.outlook.com, LIKELY",
        "outlook.office365.com, aspmx.l.google.com, NONE",
        "imap.gmail.com, aspmx.l.google.com, LIKELY",
        "imap.gmail.com, _spf.google.com, LIKELY"
    })
    void otherNamesAreRecognisedByDomainAndProvider(String host, String other, Likeness likeness) {
        assertThat(new KnownServer(host).likeness(other)).isEqualTo(likeness);
    }
}
