package org.stagepost.imap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ServerSocketFactory;

/**
 * Plays one side of an IMAP conversation from a script, once.
 * {@code S:} sends a line, {@code S-:} sends without a line's end, {@code S*: n text} sends the text n times,
 * {@code D:} trickles, {@code Z:} compresses from there on, {@code H:} does nothing any more, {@code C:} expects a line, {@code R:} records whatever line comes, {@code X:} closes the connection, {@code OPEN: source|target capabilities} is all up to the
 * selected inbox. What the client says beyond the script is kept.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<String> script;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private final List<String> beyond = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread player;

    ScriptedServer(ServerSocketFactory sockets, List<String> script) throws IOException {
        this.listener = sockets.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.script = expanded(script);
        this.player = new Thread(this::play, "scripted-server");
        player.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The lines that {@code R:} stood for. */
    List<String> recorded() {
        return recorded;
    }

    /** Where the client left the script. */
    List<String> faults() {
        return faults;
    }

    /** Lines that the client sent after the script's end, LOGOUT excepted. */
    List<String> beyond() {
        return beyond;
    }

    private static List<String> expanded(List<String> script) {
        List<String> lines = new ArrayList<>();
        for (String line : script) {
            if (line.startsWith("OPEN: ")) {
                lines.addAll(opening(line.substring(6)));
            } else if (line.matches("(S|S-|S\\*|C|R|X|H|D|Z):.*")) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> opening(String words) {
        String[] parts = words.split(" ", 2);
        String capabilities = "[CAPABILITY IMAP4rev1" + (parts.length > 1 ? " " + parts[1] : "") + "]";
        return List.of(
                "S: * OK " + capabilities + " ready",
                "C: s1 LOGIN \"ann\" \"pw\"",
                "S: s1 OK " + capabilities + " in",
                "C: s2 LIST \"\" \"*\"",
                "S: * LIST () \"/\" INBOX",
                "S: s2 OK done",
                "C: s3 " + (parts[0].equals("source") ? "EXAMINE" : "SELECT") + " \"INBOX\"",
                "S: * 3 EXISTS",
                "S: * OK [UIDVALIDITY 7] valid",
                "S: * OK [UIDNEXT 10] next",
                "S: * OK [PERMANENTFLAGS (\\Answered \\Deleted \\Draft \\Flagged \\Seen \\*)] kept",
                "S: s3 OK done");
    }

    private void play() {
        try (Socket socket = listener.accept()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line : script) {
                if (line.startsWith("Z:")) {
                    in = new InflaterInputStream(in, new Inflater(true));
                    out = new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
                } else if (line.startsWith("X:") || !step(line, in, out)) {
                    return;
                }
            }
            for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
                if (line.toUpperCase(Locale.ROOT).endsWith(" LOGOUT")) {
                    return;
                }
                beyond.add(line);
            }
        } catch (IOException e) {
            // the client left: what it should have said is missed by the test
        }
    }

    private boolean step(String line, InputStream in, OutputStream out) throws IOException {
        if (line.startsWith("H:")) {
            pause(Long.MAX_VALUE);
            return false;
        }
        String text = line.substring(line.indexOf(':') + 1).replaceFirst("^ ", "");
        if (line.startsWith("D:")) {
            trickle(text, out);
            return true;
        }
        if (line.startsWith("R:")) {
            recorded.add(readLine(in));
            return true;
        }
        if (!line.startsWith("C:")) {
            out.write(sent(line, text).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return true;
        }
        String found = readLine(in);
        if (!found.equals(text)) {
            faults.add("expected '" + text + "', got '" + found + "'");
            return false;
        }
        return true;
    }

    private void trickle(String text, OutputStream out) throws IOException {
        for (byte single : text.getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(single);
            pause(50);
        }
    }

    private void pause(long millis) throws IOException {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("the test is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sent(String line, String text) {
        if (line.startsWith("S*:")) {
            int space = text.indexOf(' ');
            return text.substring(space + 1).repeat(Integer.parseInt(text.substring(0, space)));
        }
        String unescaped = text.replace("\\r\\n", "\r\n");
        return line.startsWith("S-:") ? unescaped : unescaped + "\r\n";
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
