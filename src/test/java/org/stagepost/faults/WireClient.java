package org.stagepost.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another IMAP client at the same mailboxes. It shares no code with the engine: it fills them and bears witness. */
final class WireClient implements AutoCloseable {
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int commands;

    WireClient(int port, String user, String password) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        command("LOGIN \"" + user + "\" \"" + password + "\"");
    }

    /** @return the untagged responses; fails unless the server says OK */
    List<WireReply> command(String text) {
        try {
            String tag = send(text);
            out.flush();
            return repliesTo(tag, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends all, one command each, without waiting in between. */
    void append(String folder, List<TestMail> mails) {
        try {
            List<String> tags = new ArrayList<>();
            for (TestMail mail : mails) {
                tags.add(send("APPEND \"" + folder + "\" (" + mail.flags() + ") \"" + mail.internalDate() + "\" {"
                        + mail.bytes().length + "+}"));
                out.write(mail.bytes());
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                if (tags.size() % 20 == 0) {
                    out.flush();
                }
            }
            out.flush();
            for (String tag : tags) {
                repliesTo(tag, "APPEND");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names as they are on the wire, but without quotes; only what can be selected. */
    List<String> folders() {
        List<String> names = new ArrayList<>();
        for (WireReply reply : command("LIST \"\" \"*\"")) {
            Matcher listed = Pattern.compile("\\* LIST \\(([^)]*)\\) (?:\"[^\"]*\"|NIL) (.*)")
                    .matcher(reply.text());
            if (listed.matches()
                    && !listed.group(1).toLowerCase(java.util.Locale.ROOT).contains("\\no")) {
                names.add(listed.group(2).replaceAll("^\"|\"$", ""));
            }
        }
        return names;
    }

    private String send(String text) throws IOException {
        String tag = "w" + ++commands;
        out.write((tag + " " + text + "\r\n").getBytes(StandardCharsets.UTF_8));
        return tag;
    }

    private List<WireReply> repliesTo(String tag, String command) throws IOException {
        List<WireReply> replies = new ArrayList<>();
        while (true) {
            WireReply reply = line();
            if (reply.text().startsWith(tag + " ")) {
                if (!reply.isOk()) {
                    throw new IllegalStateException(command + ": " + reply.text());
                }
                return replies;
            }
            replies.add(reply);
        }
    }

    private WireReply line() throws IOException {
        StringBuilder text = new StringBuilder();
        List<byte[]> literals = new ArrayList<>();
        while (true) {
            String part = rawLine();
            Matcher literal = LITERAL.matcher(part);
            text.append(part);
            if (!literal.find()) {
                return new WireReply(text.toString(), literals);
            }
            literals.add(in.readNBytes(Integer.parseInt(literal.group(1))));
        }
    }

    private String rawLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new IOException("the server left after " + bytes);
            }
            bytes.write(next);
            next = in.read();
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        try {
            command("LOGOUT");
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
