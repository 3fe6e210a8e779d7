package org.stagepost.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A conversation with a real server, whose replies are tampered with once it is known whose mailbox it is about. */
final class HostileConnection {
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})[+-]?}\\s*$");
    private static final Pattern LOGIN = Pattern.compile("\\S+ LOGIN \"?([^\" ]+)\"? .*\\s*");

    private final Socket client;
    private final Socket server;
    private final Function<String, Optional<HostileScript>> scripts;
    private final Consumer<HostileScript> fired;
    private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
    private volatile Optional<HostileScript> script = Optional.empty();
    private int replies;

    /**
     * @param scripts by the user who logs in
     * @param fired told whenever a rule of a script applies
     */
    HostileConnection(
            Socket client,
            Socket server,
            Function<String, Optional<HostileScript>> scripts,
            Consumer<HostileScript> fired) {
        this.client = client;
        this.server = server;
        this.scripts = scripts;
        this.fired = fired;
    }

    private record Pending(String tag, Optional<HostileScript.Rule> rule) {}

    /** What the client says goes to the server as it is. */
    void listenToClient() {
        try (server) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 14);
            OutputStream out = server.getOutputStream();
            boolean goesOn = false;
            for (byte[] line = line(in); line.length > 0; line = line(in)) {
                String text = new String(line, StandardCharsets.ISO_8859_1);
                if (!goesOn) {
                    begins(text);
                }
                out.write(line);
                Matcher literal = LITERAL.matcher(text);
                goesOn = literal.find();
                if (goesOn) {
                    pass(in, out, Long.parseLong(literal.group(1)));
                }
            }
        } catch (IOException e) {
            // one of them left
        }
    }

    private void begins(String line) {
        Matcher login = LOGIN.matcher(line);
        if (login.matches()) {
            script = scripts.apply(login.group(1));
        }
        String[] words = line.strip().split(" ", 2);
        String command = words.length > 1 ? words[1] : "";
        Optional<HostileScript.Rule> rule = script.flatMap(found -> found.rules().stream()
                .filter(each -> each.command().matcher(command).lookingAt())
                .findFirst());
        pending.add(new Pending(words[0], rule));
    }

    private static void pass(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (long left = bytes; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("left in a literal");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    /** What the server says is handed on, or made into what the script wants. */
    void listenToServer() {
        try (client) {
            InputStream in = new BufferedInputStream(server.getInputStream(), 1 << 14);
            OutputStream out = client.getOutputStream();
            List<String> units = new ArrayList<>();
            for (String unit = unit(in); !unit.isEmpty(); unit = unit(in)) {
                Pending head = pending.peek();
                boolean isPlain = head == null || head.rule().isEmpty() || unit.startsWith("+");
                boolean isEnd = head != null && unit.startsWith(head.tag() + " ");
                if (isPlain) {
                    out.write(unit.getBytes(StandardCharsets.ISO_8859_1));
                } else {
                    units.add(unit);
                }
                if (isEnd) {
                    pending.remove();
                    tamper(head, units);
                    units.clear();
                }
            }
        } catch (IOException e) {
            // one of them left
        }
    }

    private void tamper(Pending command, List<String> units) throws IOException {
        replies++;
        if (command.rule().isPresent()) {
            script.ifPresent(fired);
            new HostileReply(client, command.tag(), replies, units)
                    .play(command.rule().get().actions());
        }
    }

    /** A response with its literals; empty at the end of the stream. */
    private static String unit(InputStream in) throws IOException {
        StringBuilder unit = new StringBuilder();
        while (true) {
            byte[] line = line(in);
            String text = new String(line, StandardCharsets.ISO_8859_1);
            unit.append(text);
            Matcher literal = LITERAL.matcher(text);
            if (!literal.find()) {
                return unit.toString();
            }
            byte[] bytes = in.readNBytes(Integer.parseInt(literal.group(1)));
            unit.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
