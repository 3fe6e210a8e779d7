package org.stagepost.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.Post.Delivery;
import org.stagepost.migration.BatchReport;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.report.JsonViews;
import org.stagepost.report.KeptMail;
import org.stagepost.report.TextViews;
import org.stagepost.report.WaitingMails;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a batch's last pass reached, and mails it. */
@Command(name = "report", addMethodSubcommands = false, description = "Shows and mails what a migration batch reached.")
final class ReportCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    ReportCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Command(
            name = "show",
            description = "Shows the summary of the last pass again, and where its report files are.",
            footer = {
                "",
                "Example:",
                "  stagepost report show wave-1",
                "  xdg-open \"$(stagepost report show wave-1 --html)\""
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int show(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Option(names = "--html", description = "Print only the path of report.html, for a browser.") boolean html,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        HomeFolder folder = home.folder(terminal);
        try (Contexts.Control control = contexts.control(folder)) {
            Path files =
                    folder.reports(name, Lookup.batch(control, name).batch().pass());
            if (html) {
                return printPage(name, files.resolve("report.html"));
            }
            BatchReport report = control.batches().report(name);
            List<KeptMail> waiting = control.sendMails().waiting(name);
            TextViews views = new TextViews(terminal.width());
            output.print(
                    terminal,
                    () -> views.summary(report) + "\nreports: " + files + "\n" + views.mails(name, waiting),
                    () -> new JsonViews().summary(report));
            return ExitCode.SUCCESS.number();
        }
    }

    private int printPage(BatchName name, Path page) {
        if (!Files.isRegularFile(page)) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY, "batch " + name + " has no " + page + " yet: a run writes it");
        }
        terminal.out().println(page);
        terminal.out().flush();
        return ExitCode.SUCCESS.number();
    }

    @Command(
            name = "send",
            description = {
                "Sends the mails of a batch that wait because its relay could not be reached or refused them. Where none "
                        + "waits, mails the report as it stands to those whom the job file notifies.",
                "Mails that wait for a relay that could not be reached are sent by the next run and by 'serve' as well."
            },
            footer = {
                "",
                "Example:",
                "  stagepost report send wave-1",
                "  stagepost report send wave-1 --to boss@example.test"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.SENT,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.NOT_SENT,
                ExitText.ALREADY_RUNNING
            })
    int send(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Option(
                            names = "--to",
                            paramLabel = "ADDRESS",
                            description = "Mail the report as it stands to this address instead; may be repeated.")
                    List<EmailAddress> to,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Lookup.batch(control, name);
            Delivery delivery = control.sendMails().send(name, to == null ? List.of() : to);
            delivery.sent().forEach(mail -> output.say(terminal, sentence(mail)));
            WaitingMails.phrases(name, delivery.failed()).forEach(terminal.err()::println);
            terminal.out().flush();
            return delivery.failed().stream()
                    .findFirst()
                    .map(failed -> ExitCode.of(failed.code()))
                    .orElse(ExitCode.SUCCESS)
                    .number();
        }
    }

    private static String sentence(OutgoingMail mail) {
        String recipients = mail.recipients().stream().map(EmailAddress::value).collect(Collectors.joining(", "));
        return "sent to " + recipients + ": " + mail.subject();
    }
}
