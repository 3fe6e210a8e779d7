package org.stagepost.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The shell that started this process. */
final class ProcessShell implements Shell {
    private static final Path HOST_NAME = Path.of("/etc/hostname");
    private static final File TERMINAL_DEVICE = new File("/dev/tty");

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    /** Asks no name server, which might take its time. */
    @Override
    public Optional<String> host() {
        return variable("HOSTNAME").or(() -> variable("COMPUTERNAME")).or(ProcessShell::hostFile);
    }

    private static Optional<String> hostFile() {
        try {
            return Optional.of(Files.readString(HOST_NAME).strip()).filter(name -> !name.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isTerminal() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    @Override
    public Optional<String> readLine() {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine());
    }

    /** From Java 22 on there is a console without a terminal, too; before, the method to ask does not exist. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public Optional<ScreenSize> screenSize() {
        if (!TERMINAL_DEVICE.canRead()) {
            return Optional.empty();
        }
        try {
            return ask(new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL_DEVICE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<ScreenSize> ask(Process stty) throws IOException, InterruptedException {
        if (!stty.waitFor(1, TimeUnit.SECONDS)) {
            stty.destroyForcibly();
            return Optional.empty();
        }
        return ScreenSize.parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
