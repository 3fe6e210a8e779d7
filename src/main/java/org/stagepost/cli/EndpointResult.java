package org.stagepost.cli;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.ExitCode;
import org.stagepost.model.Finding;

/** What commands say about an endpoint that was read, tested, and perhaps stored. */
final class EndpointResult {
    /** Stages that fail before any server has spoken. */
    private static final Set<String> OWN_FAULTS = Set.of("settings", "secret");

    private final Terminal terminal;
    private final OutputOptions output;

    EndpointResult(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    /** In the words of {@code endpoint create}: findings name the options that were typed. */
    void findingsInOptions(List<Finding> findings) {
        findings.forEach(finding -> print(
                finding,
                EndpointSetting.optionOf(finding.where()).orElse(finding.where()),
                EndpointSetting::inOptions));
    }

    /** In the words of a job file. */
    void findings(List<Finding> findings) {
        findings.forEach(finding -> print(finding, finding.where(), UnaryOperator.identity()));
    }

    /** To somebody who is asked again. */
    void faultsOfAnswer(List<Finding> findings) {
        findings.forEach(finding -> say(Printable.line(words(finding, finding.where(), UnaryOperator.identity()))));
    }

    private void print(Finding finding, String what, UnaryOperator<String> wording) {
        String word = finding.severity() == Finding.Severity.WARNING ? "warning: " : "error: ";
        terminal.err().println(word + Printable.line(words(finding, what, wording)));
    }

    private static String words(Finding finding, String what, UnaryOperator<String> wording) {
        String where = what.isEmpty() ? "" : what + ": ";
        String remedy = finding.remedy().isEmpty() ? "" : " (" + finding.remedy() + ")";
        return where + wording.apply(finding.message() + remedy);
    }

    int storedUntested(Endpoint endpoint) {
        output.print(
                terminal,
                () -> "stored '" + endpoint.name() + "' without a test\n",
                () -> EndpointViews.stagesJson(endpoint, List.of()));
        return ExitCode.SUCCESS.number();
    }

    /** @param stages all passed when it was stored */
    int stored(Endpoint endpoint, List<ProbeStage> stages) {
        int exit = stages(endpoint, stages);
        boolean stored = exit == ExitCode.SUCCESS.number();
        output.say(terminal, stored ? "stored '" + endpoint.name() + "'" : "'" + endpoint.name() + "' was not stored");
        return exit;
    }

    /** @param reference to what a token server replaced a typed refresh token with, in a test that failed */
    void tokenKept(String reference) {
        terminal.err()
                .println("warning: the token server replaced the refresh token, the one that was typed may be used up;"
                        + " the new one is kept, sealed: go on with login.oauth.refreshToken=" + reference);
    }

    void say(String line) {
        output.say(terminal, line);
    }

    int stages(Endpoint endpoint, List<ProbeStage> stages) {
        output.print(
                terminal,
                () -> EndpointViews.stages(terminal, stages),
                () -> EndpointViews.stagesJson(endpoint, stages));
        ExitCode exit = exit(stages);
        if (exit == ExitCode.SUCCESS && endpoint.kind() == EndpointKind.IMAP && !isLoginTested(stages)) {
            terminal.err().println("warning: no login was tested; --mailbox ADDRESS or --csv FILE tests one");
        }
        return exit.number();
    }

    private static boolean isLoginTested(List<ProbeStage> stages) {
        return stages.stream().anyMatch(stage -> stage.name().equals("login") && stage.isTested());
    }

    /** By the first stage that failed: what must be corrected on this side is bad input, the rest the server's. */
    private static ExitCode exit(List<ProbeStage> stages) {
        return stages.stream()
                .filter(stage -> !stage.passed())
                .findFirst()
                .map(failed -> OWN_FAULTS.contains(failed.name()) ? ExitCode.BAD_INPUT : ExitCode.BATCH_FAILED)
                .orElse(ExitCode.SUCCESS);
    }
}
