package org.stagepost.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.testing.HostileText;

class SmtpMailSenderTest {
    private static final Secret PASSWORD = Secret.of("hunter2-canary");
    private static final Secret NONE = Secret.of("");
    private static final EmailAddress ADMIN = new EmailAddress("admin@example.test");

    private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    @Test
    void mailArrivesWithItsParts(@TempDir Path folder) throws Exception {
        Path errors = Files.writeString(folder.resolve("errors.csv"), "\uFEFFRow,Name\r\n1,Jörg\r\n.\r\nlast\n");
        OutgoingMail mail = new OutgoingMail(
                List.of(ADMIN, new EmailAddress("desk@bücher.example.test")),
                "E-mail migration batch \"wave-1\" has finished – für alle",
                "Grüße\n.\nFrom here on",
                "<p>Grüße</p>",
                List.of(errors));

        sender(relay(), NONE).send(mail);

        assertThat(server.getReceivedMessages()).hasSize(2);
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo(mail.subject());
        MimeMultipart mixed = (MimeMultipart) message.getContent();
        assertThat(message.getContentType()).startsWith("multipart/mixed");
        MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(text(alternative.getBodyPart(0))).isEqualTo(mail.text());
        assertThat(alternative.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(text(alternative.getBodyPart(1))).isEqualTo(mail.html());
        assertThat(mixed.getCount()).isEqualTo(2);
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("errors.csv");
        assertThat(mixed.getBodyPart(1).getContentType()).startsWith("text/csv");
        assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(Files.readAllBytes(errors));
    }

    @Test
    void headersTellWhoSentItAndThatNobodyShouldAnswer() throws Exception {
        sender(relay(), NONE).send(mail("hello"));

        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getHeader("From")).containsExactly(SmtpEndpoints.FROM);
        assertThat(message.getHeader("To")).containsExactly("admin@example.test");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).matches("<[^@<>]+@example\\.test>");
        assertThat(message.getSentDate()).isNotNull();
        assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
    }

    @Test
    void aSecondAttemptAtAMailIsTheSameMail() throws Exception {
        OutgoingMail mail = mail("hello");

        sender(relay(), NONE).send(mail);
        sender(relay(), NONE).send(mail);
        sender(relay(), NONE).send(mail("hello"));

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received[1].getMessageID()).isEqualTo(received[0].getMessageID());
        assertThat(received[2].getMessageID()).isNotEqualTo(received[0].getMessageID());
    }

    @Test
    void hostileSubjectsAndFileNamesAddNoHeaderAndNoPart(@TempDir Path folder) throws Exception {
        int sent = 0;
        for (String text : HostileText.corpus()) {
            String name = text.replace('/', '_').replace("\u0000", "").replaceAll("[\\x{D800}-\\x{DFFF}]", "") + ".csv";
            Path file = Files.writeString(folder.resolve(name), "A\r\n");
            OutgoingMail mail = new OutgoingMail(List.of(ADMIN), text, text, "<p></p>", List.of(file));
            try {
                sender(relay(), NONE).send(mail);
            } catch (MigrationException e) {
                assertThat((text + name).chars()).as(text).anyMatch(Character::isISOControl);
                continue;
            }
            MimeMessage message = server.getReceivedMessages()[sent++];
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(names(message)).doesNotContain("Bcc").hasSize(10);
            MimeMultipart parts = (MimeMultipart) message.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/csv");
        }
        assertThat(sent).isGreaterThan(30);
        assertThat(server.getReceivedMessages()).hasSize(sent);
    }

    @Test
    void logsInWhereTheEndpointSaysSo() {
        server.setUser("relay@example.test", "relay", PASSWORD.reveal());

        sender(SmtpEndpoints.withLogin(port()), PASSWORD).send(mail("hello"));

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void wrongPasswordIsRefusedAndNotTold() {
        server.setUser("relay@example.test", "relay", "another");

        assertThatThrownBy(
                        () -> sender(SmtpEndpoints.withLogin(port()), PASSWORD).send(mail("hello")))
                .isInstanceOfSatisfying(MigrationException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_REFUSED);
                    assertThat(failure.detail())
                            .contains("smtp://localhost:" + port())
                            .doesNotContain("hunter2");
                });
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: all@example.test",
                "a\nBcc: all@example.test",
                "a\rBcc: all@example.test",
                "a\r\n\r\nbody",
                "a\u0000b",
                "\r\n.\r\nMAIL FROM:<x@example.test>"
            })
    void subjectThatBreaksOutOfItsHeaderIsRefused(String subject) {
        assertThatThrownBy(() -> sender(relay(), NONE).send(mail(subject)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("control characters");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@example.test\r\nBcc: b@example.test",
                "a@example.test>\r\nRCPT TO:<b@example.test",
                "a@b@c"
            })
    void senderThatIsNoAddressIsRefused(String from) {
        assertThatThrownBy(() -> sender(SmtpEndpoints.from(port(), from), NONE).send(mail("hello")))
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.ENDPOINT_REFUSED));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @RepeatedTest(60)
    void anySubjectIsOneMailWithTheSameHeaders(RepetitionInfo run) throws Exception {
        String subject = randomText(new Random(run.getCurrentRepetition()));
        SmtpMailSender sender = sender(relay(), NONE);

        try {
            sender.send(mail(subject));
        } catch (MigrationException e) {
            assertThat(subject.chars().anyMatch(Character::isISOControl))
                    .as(subject)
                    .isTrue();
            assertThat(server.getReceivedMessages()).isEmpty();
            return;
        }

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(names(message))
                .containsExactlyInAnyOrder(
                        "Return-Path",
                        "Received",
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "MIME-Version",
                        "Content-Type",
                        "Auto-Submitted");
        assertThat(message.getSubject().strip()).isEqualTo(subject.strip());
    }

    @Test
    void mailWithoutRecipientsIsNotSent() {
        OutgoingMail nobody = new OutgoingMail(List.of(), "hello", "text", "<p>text</p>", List.of());

        sender(SmtpEndpoints.open(1), NONE).send(nobody);

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aMailThatWasTakenIsSentHoweverTheConnectionEnds() throws IOException {
        try (SmtpScript relay = SmtpScript.plain().breakingOffAt("QUIT")) {
            sender(SmtpEndpoints.open(relay.port()), NONE).send(mail("hello"));

            assertThat(relay.heard()).contains("Subject: hello", "QUIT");
        }
    }

    @Test
    void nonAsciiLocalPartNeedsAServerThatTakesIt() throws Exception {
        OutgoingMail mail = new OutgoingMail(
                List.of(new EmailAddress("jörg@example.test")), "für dich", "text", "<p>text</p>", List.of());

        sender(relay(), NONE).send(mail);

        ByteArrayOutputStream received = new ByteArrayOutputStream();
        server.getReceivedMessages()[0].writeTo(received);
        assertThat(received.toString(StandardCharsets.UTF_8)).contains("To: jörg@example.test\r\n");
        try (SmtpScript old = SmtpScript.plain()) {
            assertThatThrownBy(
                            () -> sender(SmtpEndpoints.open(old.port()), NONE).send(mail))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("SMTPUTF8");
            assertThat(old.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    private Endpoint relay() {
        return SmtpEndpoints.open(port());
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private static SmtpMailSender sender(Endpoint endpoint, Secret password) {
        return new SmtpMailSender(endpoint, SecretSource.of(password), Connections.plain());
    }

    static OutgoingMail mail(String subject) {
        return new OutgoingMail(List.of(ADMIN), subject, "text", "<p>text</p>", List.of());
    }

    private static String text(BodyPart part) throws IOException, MessagingException {
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    private static List<String> names(MimeMessage message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream()
                .map(Header::getName)
                .toList();
    }

    private static String randomText(Random random) {
        String alphabet =
                "aB :;,<>@\"'=?_.\\()[]%\u00e4\u6587\uD83D\uDE00" + (random.nextInt(4) == 0 ? "\r\n\u0000\t" : "");
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder("x");
        random.ints(random.nextInt(120), 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
        return text.append("x").toString();
    }
}
