package org.stagepost.sandbox;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.stagepost.model.FolderPath;

/** One message of a sandbox mailbox: text, flags and received date, all from a seed. */
final class SandboxMessage {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("2009-03-02T08:15:00Z");
    private static final Duration HALF_A_MONTH = Duration.ofDays(15);
    private static final List<String> SUBJECTS = List.of(
            "Minutes of the meeting",
            "Grüße aus der Werkstatt",
            "Re: invoice",
            "请求书 2024",
            "Lunch on Friday?",
            "Отчёт за квартал",
            "Fwd: travel plans");

    private final SandboxPerson owner;
    private final FolderPath folder;
    private final int number;
    private final Random random;

    /** @param number counts the messages of a mailbox */
    SandboxMessage(SandboxPerson owner, FolderPath folder, int number) {
        this.owner = owner;
        this.folder = folder;
        this.number = number;
        this.random = new Random(31L * owner.localPart().hashCode() + number);
    }

    Date received() {
        return Date.from(FIRST.plus(HALF_A_MONTH.multipliedBy(number % 400)).plusSeconds(number));
    }

    Flags flags() {
        Flags flags = new Flags();
        if (number % 4 != 0) {
            flags.add(Flags.Flag.SEEN);
        }
        if (number % 7 == 0) {
            flags.add(Flags.Flag.ANSWERED);
        }
        if (number % 11 == 0) {
            flags.add(Flags.Flag.FLAGGED);
        }
        if (folder.names().contains("Drafts")) {
            flags.add(Flags.Flag.DRAFT);
        }
        if (number % 9 == 0) {
            flags.add("$Forwarded");
        }
        if (number % 13 == 0) {
            flags.add("Project-Phoenix");
        }
        return flags;
    }

    MimeMessage mime() {
        return parse(headers("") + body());
    }

    /** The same with a header line of its own. */
    MimeMessage mimeWith(String header) {
        return parse(headers(header + "\r\n") + body());
    }

    private static MimeMessage parse(String text) {
        try {
            return new MimeMessage(null, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    String subject() {
        return SUBJECTS.get(number % SUBJECTS.size()) + " (" + number + ")";
    }

    private String headers(String more) {
        boolean drafted = number % 29 == 0;
        return "From: " + encoded(owner.name()) + " <" + owner.address() + ">\r\n"
                + "To: team@" + SandboxPerson.DOMAIN + "\r\n"
                + "Subject: " + encoded(subject()) + "\r\n"
                + "Date: " + DATE.format(received().toInstant()) + "\r\n"
                + (drafted ? "" : "Message-ID: <" + owner.localPart() + "." + number + "@contoso.test>\r\n")
                + more
                + "MIME-Version: 1.0\r\n";
    }

    private static String encoded(String text) {
        try {
            return MimeUtility.encodeText(text, "UTF-8", "B");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String body() {
        String text = "Message " + number + " in " + folder + ".\r\n\r\n" + "Best regards, " + owner.name() + "\r\n";
        if (number % 6 != 0) {
            return "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text;
        }
        byte[] attachment = new byte[2_000 + random.nextInt(30_000)];
        random.nextBytes(attachment);
        return "Content-Type: multipart/mixed; boundary=sandbox\r\n\r\n"
                + "--sandbox\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + text
                + "\r\n--sandbox\r\nContent-Type: application/octet-stream; name=plan.bin\r\n"
                + "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=plan.bin\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(attachment) + "\r\n--sandbox--\r\n";
    }
}
