package org.stagepost.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.RunResult;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** A staged batch through embedded servers, the way a real one goes through real servers. */
final class DemoRun {
    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;

    DemoRun(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    /** @return what the process ends with */
    int go(DemoOptions options) {
        HomeFolder home = options.home();
        try (Contexts.Sandbox sandbox = contexts.sandbox(stage(home))) {
            output.say(terminal, "demo: two mail servers, a directory and an SMTP server run in " + home.root());
            RunResult result = run(sandbox, home);
            if (options.keepServers()) {
                waitForVisitor();
            } else if (result.exitCode() != ExitCode.SUCCESS) {
                output.say(
                        terminal,
                        "the servers of the demo end here, so a restart would find none; demo --keep keeps them up");
            }
            return result.exitCode().number();
        }
    }

    private RunResult run(Contexts.Sandbox sandbox, HomeFolder home) {
        var foreground = new ForegroundRun(terminal, output, RunEvents.none(terminal));
        try (Contexts.Run run = contexts.run(home)) {
            RunResult result = foreground.go(run, BatchWork.of(sandbox.jobFile(), false));
            showMails(sandbox.mails());
            foreground.conclude(
                    result, result.reports().toString(), nextSteps(result, home), Invocation.in(home.root()));
            return result;
        }
    }

    /** Looking works without the servers; running again needs those of {@code --keep}. */
    private static List<String> nextSteps(RunResult result, HomeFolder home) {
        var invocation = Invocation.in(home.root());
        String batch = result.report().view().batch().name().value();
        return List.of(
                invocation.command("batch show " + batch),
                invocation.command("user list " + batch),
                invocation.command("report show " + batch));
    }

    private void showMails(List<String> mails) {
        output.say(terminal, "");
        output.say(terminal, "mails that were sent: " + mails.size());
        for (String mail : mails) {
            output.say(terminal, "");
            mail.lines().forEach(line -> output.say(terminal, "  | " + Printable.line(line)));
        }
    }

    /** A folder inside the home that only its owner can read; refuses one that holds an older demo. */
    private static Path stage(HomeFolder home) {
        Path stage = home.root().resolve("demo");
        if (Files.exists(stage)) {
            throw new CommandRefused(home.root() + " holds a demo already", "choose another folder with --home");
        }
        try {
            return Files.createDirectories(
                    stage, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, "cannot create " + stage + ": " + e, e);
        }
    }

    private void waitForVisitor() {
        var leaving = new CountDownLatch(1);
        try (DrainOnSignal signals = DrainOnSignal.install(leaving::countDown, () -> {})) {
            terminal.err().println("the servers go on until you type Enter or Ctrl-C");
            var reader = new Thread(() -> awaitEnter(leaving), "enter");
            reader.setDaemon(true);
            reader.start();
            leaving.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of the input is no Enter: a script that keeps the servers ends them with a signal. */
    private static void awaitEnter(CountDownLatch leaving) {
        try {
            if (System.in.read() >= 0) {
                leaving.countDown();
            }
        } catch (IOException e) {
            // Nobody can type here: only a signal ends the wait.
        }
    }
}
