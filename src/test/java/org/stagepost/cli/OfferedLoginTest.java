package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Found;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;

/** Who logs in at an endpoint that is set up by questions. */
class OfferedLoginTest extends EndpointOffers {
    OfferedLoginTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void anAdministratorsPasswordIsAskedForByThePromptAndNeverAtTheLine() throws IOException {
        contexts.keepAsked = true;

        create(new FakeShell().typing("", "", "2", "", "admin", "authzid", "root"));

        assertThat(stored().host()).isEqualTo("mail.contoso.test");
        assertThat(stored().login().user()).isEqualTo("root");
        assertThat(stored().login().style()).isEqualTo(LoginStyle.AUTHZID);
        assertThat(stored().login().password().scheme()).isEqualTo(SecretReference.Scheme.PROMPT);
    }

    @Test
    void aSecretThatIsTypedAtTheLineIsRefused() throws IOException {
        Typed typed = create(new FakeShell().typing("", "", "1", "login.password=hunter2", "", "user"));

        assertThat(typed.out())
                .contains("a secret cannot be an argument")
                .contains("stored 'old-mail'")
                .doesNotContain("hunter2");
    }

    @Test
    void exchangeOnlineIsAskedForItsApplication() throws IOException {
        contexts.found = new Found(
                List.of(proposal("outlook.office365.com", Confidence.TOLD).withPreset("exchange-online")), List.of());

        Typed typed = create(new FakeShell().typing("", "", "1", "", "contoso.test", "the-application"));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(stored().preset()).isEqualTo("exchange-online");
        assertThat(stored().login().style()).isEqualTo(LoginStyle.TOKEN);
        assertThat(stored().login().oauth().orElseThrow().clientSecret().scheme())
                .isEqualTo(SecretReference.Scheme.PROMPT);
    }

    @Test
    void gmailIsAskedForTheKeyOfItsServiceAccount() throws IOException {
        contexts.found =
                new Found(List.of(proposal("imap.gmail.com", Confidence.TOLD).withPreset("gmail")), List.of());
        Path key = Files.writeString(folder.resolve("account.json"), "{}");

        Typed typed = create(new FakeShell().typing("", "", "1", "", "token", key.toString()));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(typed.out())
                .contains("token: a service account for all mailboxes", "JSON key file of the service account");
        assertThat(stored().preset()).isEqualTo("gmail");
        assertThat(stored().login().as()).isEqualTo(LoginAs.ADMIN);
        assertThat(stored().login().style()).isEqualTo(LoginStyle.TOKEN);
        assertThat(stored().login().oauth().orElseThrow().key()).hasToString("file:" + key);
    }

    @Test
    void gmailTakesEachRowsAppPasswordAsWell() throws IOException {
        contexts.found =
                new Found(List.of(proposal("imap.gmail.com", Confidence.TOLD).withPreset("gmail")), List.of());

        Typed typed = create(new FakeShell().typing("", "", "1", "", "user"));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(stored().login().as()).isEqualTo(LoginAs.USER);
        assertThat(stored().login().oauth()).isEmpty();
    }

    @Test
    void theTargetOfAStagedBatchHasNoMailboxesYetAndItsSourceNeedsAnAdministrator() throws IOException {
        contexts.stored.clear();
        jobFile();
        Files.writeString(folder.resolve("users.csv"), "EmailAddress,Password\nann@contoso.test,env:ANN\n");
        Path staged = Files.writeString(folder.resolve("staged.yml"), """
                name: wave-1
                type: staged
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                sourceDirectory: { endpoint: directory }
                targetDirectory: { endpoint: directory }
                endpoints:
                  - { name: directory, kind: ldap, host: ldap.contoso.test, baseDn: DC=test }
                """);

        Typed typed = Typed.in(
                contexts,
                new FakeShell().typing("", "", "", "", "", "root", "", "", "2", "", "admin", "", "root"),
                "batch",
                "create",
                staged.toString());

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(contexts.log).contains("probe old-mail as ann@contoso.test", "probe new-mail");
        assertThat(typed.out()).contains("testing without a mailbox: the batch makes them");
    }

    @Test
    void aMasterPasswordHasNoUserName() throws IOException {
        contexts.keepAsked = true;

        create(new FakeShell().typing("", "", "", "", "admin", "kerio"));

        assertThat(stored().login().style()).isEqualTo(LoginStyle.KERIO);
        assertThat(stored().login().user()).isEmpty();
    }

    @Test
    void aTargetIsTriedByWritingToIt() throws IOException {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stored.remove("new-mail");

        Typed typed = create(new FakeShell().typing("", "", "", "", "user", "admin", "", "root"));

        assertThat(typed.out())
                .contains("no row of the CSV brings a login for that")
                .contains("a folder and a message are written to it and removed again");
        assertThat(contexts.log).contains("probe new-mail as ann@contoso.test as target");
    }
}
