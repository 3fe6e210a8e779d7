package org.stagepost.report;

import java.util.List;
import org.stagepost.model.BatchName;

/** What people are told of mails that could not be sent. */
public final class WaitingMails {
    private WaitingMails() {}

    /** {@code the mail "…" waits: relay:25 is not reachable: …; it is sent by itself}, one for each. */
    public static List<String> phrases(BatchName batch, List<KeptMail> waiting) {
        return waiting.stream().map(mail -> phrase(batch, mail)).toList();
    }

    private static String phrase(BatchName batch, KeptMail mail) {
        String remedy = mail.goesByItself()
                ? "it is tried again by the next run, by serve, and by: report send " + batch
                : "when the cause is mended: report send " + batch;
        return VisibleText.of(
                "the mail \"" + mail.mail().subject() + "\" waits: " + mail.message() + " (" + remedy + ")");
    }

    /** A line for each, under the batch that they are about; empty when none waits. */
    public static String text(BatchName batch, List<KeptMail> waiting, int width) {
        StringBuilder text = new StringBuilder();
        for (String phrase : phrases(batch, waiting)) {
            DisplayWidth.wrap(phrase, Math.max(24, width))
                    .forEach(line -> text.append(line).append('\n'));
        }
        String count = waiting.size() == 1 ? "1 mail waits:\n" : waiting.size() + " mails wait:\n";
        return text.isEmpty() ? "" : "\n" + count + text;
    }
}
