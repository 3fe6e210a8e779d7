package org.stagepost.migration.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.stagepost.migration.MailboxMaker;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Runs commands as processes: their words are handed over one by one and no shell reads them, their environment holds
 * nothing of this one that may be secret, and there is nothing to read at their standard input.
 */
public final class ProcessMailboxMaker implements MailboxMaker {
    /** How long a command may run. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(10);
    /** How long a command may still run when its batch is stopped: half a change is worse than a wait. */
    public static final Duration USUAL_GRACE = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration OUTPUT_PATIENCE = Duration.ofSeconds(1);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> HANDED_ON = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "LC_MESSAGES",
            "TZ",
            "TMPDIR",
            "SYSTEMROOT",
            "USERPROFILE",
            "TEMP",
            "TMP",
            "PATHEXT");

    private final Map<String, String> environment;
    private final Duration limit;
    private final Duration grace;

    /** @param environment of this process */
    public ProcessMailboxMaker(Map<String, String> environment, Duration limit, Duration grace) {
        this.environment = Map.copyOf(environment);
        this.limit = limit;
        this.grace = grace;
    }

    @Override
    public void check(String program) {
        find(program);
    }

    private Path find(String program) {
        return new Programs(environment.getOrDefault("PATH", ""))
                .find(program)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.JOB_FILE_INVALID,
                        "mailboxCommand: program " + program + " is not found, or this user may not run it"));
    }

    @Override
    public void make(List<String> command, BooleanSupplier halted) {
        Process process = start(command);
        LastWords words = new LastWords(process.getInputStream());
        try {
            process.getOutputStream().close();
            boolean ended = awaited(process, halted);
            if (!ended) {
                end(process);
            }
            report(process, ended, halted.getAsBoolean(), words.within(OUTPUT_PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while the command ran", e);
        } catch (IOException e) {
            throw failed("its input cannot be closed", e.toString());
        } finally {
            if (process.isAlive()) {
                kill(process, process.descendants().toList());
            }
        }
    }

    private Process start(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.set(0, find(command.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        environment.forEach((name, value) -> {
            if (HANDED_ON.contains(name.toUpperCase(Locale.ROOT))) {
                builder.environment().put(name, value);
            }
        });
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed("it cannot be started", e.toString());
        }
    }

    /** @return false when it did not end by itself */
    private boolean awaited(Process process, BooleanSupplier halted) throws InterruptedException {
        long now = System.nanoTime();
        long end = now + limit.toNanos();
        boolean hurried = false;
        while (now - end < 0) {
            if (process.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            now = System.nanoTime();
            if (!hurried && halted.getAsBoolean()) {
                hurried = true;
                end = Math.min(end - now, grace.toNanos()) + now;
            }
        }
        return false;
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> family = process.descendants().toList();
        try {
            process.destroy();
            process.waitFor(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            kill(process, family);
        }
        process.waitFor(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param family who may have lost its parent meanwhile. */
    private static void kill(Process process, List<ProcessHandle> family) {
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private void report(Process process, boolean ended, boolean halted, String words) {
        if (!ended && halted) {
            throw new MigrationException(FailureCode.STOPPED, "the command was ended because the batch was stopped");
        }
        if (!ended) {
            throw failed("it did not end within " + limit.toSeconds() + " seconds", words);
        }
        if (process.exitValue() != 0) {
            throw failed("exit code " + process.exitValue(), words);
        }
    }

    private static MigrationException failed(String why, String words) {
        return new MigrationException(
                FailureCode.MAILBOX_COMMAND_FAILED,
                "the mailbox command failed: " + why + (words.isEmpty() ? "" : "; it said: " + words));
    }
}
