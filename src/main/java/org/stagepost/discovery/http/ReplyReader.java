package org.stagepost.discovery.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one HTTP/1.1 answer (RFC 9112), strictly and within bounds: what is out of shape is refused, not guessed at. */
final class ReplyReader {
    static final int MAX_BODY = 256 * 1024;
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_INTERIM = 3;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern HEADER =
            Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \\t]*([^\\x00-\\x08\\x0A-\\x1F\\x7F]*)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?");

    private final InputStream in;

    /** @param in buffered, from its first byte */
    ReplyReader(InputStream in) {
        this.in = in;
    }

    WebReply read() throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            int status = status();
            Map<String, List<String>> headers = headers();
            if (status >= 200) {
                return new WebReply(status, headers, hasBody(status) ? body(headers) : new byte[0]);
            }
        }
        throw new WebFailure("speaks no HTTP: one interim answer after the other");
    }

    private static boolean hasBody(int status) {
        return status != 204 && status != 304;
    }

    private int status() throws IOException {
        Matcher line = STATUS.matcher(line());
        if (!line.matches()) {
            throw new WebFailure("speaks no HTTP");
        }
        return Integer.parseInt(line.group(1));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (int count = 0; count <= MAX_HEADERS; count++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new WebFailure("speaks no HTTP: a header out of shape");
            }
            headers.computeIfAbsent(header.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.group(2).strip());
        }
        throw new WebFailure("more than " + MAX_HEADERS + " headers");
    }

    /** RFC 9112 §6.3. */
    private byte[] body(Map<String, List<String>> headers) throws IOException {
        List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (headers.getOrDefault("content-encoding", List.of("identity")).stream()
                .anyMatch(coding -> !coding.equalsIgnoreCase("identity"))) {
            throw new WebFailure("an answer in a compression that was not asked for");
        }
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty() || codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new WebFailure("speaks no HTTP: the length of the answer is ambiguous");
            }
            return chunks();
        }
        if (lengths.isEmpty()) {
            return untilTheEnd();
        }
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new WebFailure("speaks no HTTP: the length of the answer is ambiguous");
        }
        return exactly(Integer.parseInt(lengths.get(0)), 0);
    }

    private byte[] untilTheEnd() throws IOException {
        byte[] body = in.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw tooLarge();
        }
        return body;
    }

    private byte[] exactly(int length, int before) throws IOException {
        if (length > MAX_BODY - before) {
            throw tooLarge();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new WebFailure("closed the connection in the middle of its answer");
        }
        return bytes;
    }

    /** RFC 9112 §7.1; trailers are read and dropped. */
    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Matcher chunk = CHUNK.matcher(line());
            if (!chunk.matches()) {
                throw new WebFailure("speaks no HTTP: a chunk out of shape");
            }
            int length = Integer.parseInt(chunk.group(1), 16);
            if (length == 0) {
                headers();
                return body.toByteArray();
            }
            body.write(exactly(length, body.size()));
            if (!line().isEmpty()) {
                throw new WebFailure("speaks no HTTP: a chunk out of shape");
            }
        }
    }

    private static WebFailure tooLarge() {
        return new WebFailure("an answer of more than " + MAX_BODY / 1024 + " KB: not read");
    }

    /** Without its CR LF; a line feed alone ends no line. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last = -1;
        while (line.size() <= MAX_LINE) {
            int next = in.read();
            if (next < 0) {
                throw new WebFailure("closed the connection in the middle of its answer");
            }
            if (next == '\n' && last == '\r') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.substring(0, text.length() - 1);
            }
            if (next == '\n' || (last == '\r')) {
                throw new WebFailure("speaks no HTTP: a line out of shape");
            }
            line.write(next);
            last = next;
        }
        throw new WebFailure("a line of more than " + MAX_LINE / 1024 + " KB");
    }
}
