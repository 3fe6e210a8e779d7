package org.stagepost.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.OutgoingMail;

/**
 * A kept mail as a file has it.
 *
 * @param attachments names of files beside it
 */
record MailFile(
        int schema,
        String id,
        MailKind kind,
        Instant kept,
        List<String> recipients,
        String subject,
        String text,
        String html,
        List<String> attachments,
        FailureCode failureCode,
        String message) {
    static MailFile of(KeptMail kept) {
        OutgoingMail mail = kept.mail();
        return new MailFile(
                JsonText.SCHEMA,
                mail.id(),
                kept.kind(),
                kept.kept(),
                mail.recipients().stream().map(EmailAddress::value).toList(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.attachments().stream()
                        .map(file -> file.getFileName().toString())
                        .toList(),
                kept.code(),
                kept.message());
    }

    /** @throws RuntimeException when something is missing or is not what it should be */
    KeptMail in(Path folder) {
        List<Path> files = attachments.stream()
                .map(name -> folder.resolve(Path.of(name).getFileName()))
                .toList();
        OutgoingMail mail =
                new OutgoingMail(id, recipients.stream().map(EmailAddress::new).toList(), subject, text, html, files);
        return new KeptMail(folder, kind, kept, mail, failureCode, message);
    }
}
