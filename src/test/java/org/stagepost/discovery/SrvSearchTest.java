package org.stagepost.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.discovery.SrvSearch.Service;
import org.stagepost.model.EmailAddress;

class SrvSearchTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.test");

    private final FakeNames names = new FakeNames();
    private final Trail trail = new Trail();

    private void search(Service service) {
        new SrvSearch(names, service).search(ANN, "example.test", trail);
    }

    @ParameterizedTest
    @CsvSource({
        "IMAPS, _imaps._tcp, told imap, TLS",
        "IMAP, _imap._tcp, told imap, STARTTLS",
        "SUBMISSIONS, _submissions._tcp, told smtp, TLS",
        "SUBMISSION, _submission._tcp, told smtp, STARTTLS"
    })
    void everyServiceSaysHowItIsProtected(Service service, String label, String kind, String security) {
        names.withService(label + ".example.test", 0, 1, 9993, "mail.example.test");

        search(service);

        assertThat(Trails.proposals(trail)).containsExactly(kind + " mail.example.test:9993 " + security);
    }

    @Test
    void servicesKeepTheOrderOfDns() {
        names.withService("_imaps._tcp.example.test", 0, 1, 993, "mail1.example.test")
                .withService("_imaps._tcp.example.test", 10, 1, 993, "mail2.example.test");

        search(Service.IMAPS);

        assertThat(Trails.proposals(trail))
                .containsExactly("told imap mail1.example.test:993 TLS", "told imap mail2.example.test:993 TLS");
        assertThat(Trails.steps(trail))
                .containsExactly("SRV _imaps._tcp.example.test -> mail1.example.test:993 (priority 0, weight 1), "
                        + "mail2.example.test:993 (priority 10, weight 1)");
    }

    @Test
    void aDotMeansNotOffered() {
        names.withService("_imap._tcp.example.test", 0, 0, 0, "");

        search(Service.IMAP);

        assertThat(Trails.proposals(trail)).isEmpty();
        assertThat(Trails.steps(trail))
                .containsExactly("SRV _imap._tcp.example.test -> not offered (target .) (priority 0, weight 0)");
    }

    @Test
    void aHostOutsideOfTheDomainIsNoted() {
        names.withService("_imaps._tcp.example.test", 0, 1, 993, "imap.contoso.test");

        search(Service.IMAPS);

        assertThat(trail.soFar().proposals().get(0).notes())
                .containsExactly("outside of example.test: make sure that it serves this domain");
    }

    @Test
    void noRecordIsAStep() {
        search(Service.IMAPS);

        assertThat(Trails.steps(trail)).containsExactly("SRV _imaps._tcp.example.test -> no such name");
    }
}
