package org.stagepost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A server of {@code src/test/servers}, started on free ports with its state in a temporary folder. */
public final class RealServer implements AutoCloseable {
    private static final Path KIT = Path.of("src/test/servers").toAbsolutePath();
    private static final int PORTS_OF_A_SERVER = 6;

    private final String name;
    private final int port;
    private final Path folder;

    private RealServer(String name, int port, Path folder) {
        this.name = name;
        this.port = port;
        this.folder = folder;
    }

    /** @param environment see the head of the server's {@code start} */
    public static RealServer start(String name, Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory("stagepost-" + name);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            int port = freePorts();
            run(
                    List.of(KIT.resolve(name).resolve("start").toString(), String.valueOf(port), folder.toString()),
                    environment);
            return new RealServer(name, port, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of the server's ports. */
    public int port() {
        return port;
    }

    /** Where its state, log and certificates ({@code tls/ca.pem}) lie. */
    public Path folder() {
        return folder;
    }

    /** Stops the server; its state stays. */
    public void stop() {
        run(List.of(KIT.resolve(name).resolve("stop").toString(), folder.toString()), Map.of());
    }

    /** Starts it again on the same ports with the state it had. */
    public void startAgain(Map<String, String> environment) {
        run(
                List.of(KIT.resolve(name).resolve("start").toString(), String.valueOf(port), folder.toString()),
                environment);
    }

    @Override
    public void close() {
        stop();
        run(List.of("rm", "-rf", folder.toString()), Map.of());
    }

    private static void run(List<String> command, Map<String, String> environment) {
        try {
            Path log = Files.createTempFile("stagepost-server", ".log");
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            int exit = builder.start().waitFor();
            String output = Files.readString(log, StandardCharsets.UTF_8);
            Files.delete(log);
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePorts() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (areFree(first)) {
                return first;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean areFree(int first) {
        for (int port = first; port < first + PORTS_OF_A_SERVER; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() != port) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
