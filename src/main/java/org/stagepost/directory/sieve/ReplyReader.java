package org.stagepost.directory.sieve;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads replies (RFC 5804 §4): lines of strings and atoms, up to one that says how the command ended. Bounded. */
final class ReplyReader {
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final Set<String> ENDS = Set.of("OK", "NO", "BYE");

    private final InputStream input;
    private int left = MOST_BYTES;

    /** @param input read byte by byte, so that nothing behind a reply is taken */
    ReplyReader(InputStream input) {
        this.input = input;
    }

    /** @throws ProtocolException when it is no reply */
    SieveReply read() throws IOException {
        left = MOST_BYTES;
        List<List<String>> lines = new ArrayList<>();
        while (true) {
            Line line = new Line();
            line.read();
            if (line.status.isEmpty()) {
                lines.add(List.copyOf(line.words));
                continue;
            }
            String words = line.words.isEmpty() ? "" : line.words.get(0);
            return new SieveReply(line.status, line.code, words, lines);
        }
    }

    private int next() throws IOException {
        if (left-- <= 0) {
            throw new ProtocolException("a reply is endless");
        }
        int value = input.read();
        if (value < 0) {
            throw new EOFException("the connection ended");
        }
        return value;
    }

    /** One line, in which literals may hold line ends. */
    private final class Line {
        private final List<String> words = new ArrayList<>();
        private String status = "";
        private String code = "";

        void read() throws IOException {
            int value = next();
            while (value != '\n') {
                if (value == '"') {
                    words.add(quoted());
                    value = next();
                } else if (value == '{') {
                    words.add(literal());
                    value = next();
                } else if (value == '(') {
                    code = code();
                    value = next();
                } else if (value == ' ' || value == '\r') {
                    value = next();
                } else {
                    value = atom(value);
                }
            }
        }

        private int atom(int first) throws IOException {
            StringBuilder atom = new StringBuilder();
            int value = first;
            while (value > ' ' && value < 0x7f && value != '"' && value != '(' && value != '{') {
                atom.append((char) value);
                value = next();
            }
            String word = atom.toString().toUpperCase(Locale.ROOT);
            if (word.isEmpty()) {
                throw new ProtocolException("a reply holds a control character");
            }
            if (words.isEmpty() && status.isEmpty() && ENDS.contains(word)) {
                status = word;
            } else {
                words.add(word);
            }
            return value;
        }

        /** RFC 5804 §1.2: a backslash before a quotation mark and before itself. */
        private String quoted() throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int value = next(); value != '"'; value = next()) {
                if (value == '\r' || value == '\n') {
                    throw new ProtocolException("a quoted string holds a line end");
                }
                text.write(value == '\\' ? next() : value);
            }
            return text.toString(StandardCharsets.UTF_8);
        }

        private String literal() throws IOException {
            StringBuilder size = new StringBuilder();
            for (int value = next(); value != '}'; value = next()) {
                size.append((char) value);
            }
            String digits = size.toString().replaceFirst("\\+$", "");
            if (!digits.matches("[0-9]{1,7}") || next() != '\r' || next() != '\n') {
                throw new ProtocolException("a literal has no size");
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int i = Integer.parseInt(digits); i > 0; i--) {
                text.write(next());
            }
            return text.toString(StandardCharsets.UTF_8);
        }

        private String code() throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            boolean inString = false;
            for (int value = next(); inString || value != ')'; value = next()) {
                if (value == '\n') {
                    throw new ProtocolException("a response code does not end");
                }
                inString = (value == '"') != inString;
                text.write(value);
            }
            return text.toString(StandardCharsets.UTF_8);
        }
    }
}
