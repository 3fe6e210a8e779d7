package org.stagepost.wiring;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Secrets that are looked for: as they are, in base64 whatever stands before them, in a URL, in hex and in HEX. */
final class Canaries {
    /** Strings of bytes, and what has two bytes for each letter: arrays of letters in a dump, strings in memory. */
    private static final List<Charset> WIDTHS =
            List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

    private final Map<String, String> forms = new LinkedHashMap<>();

    Canaries with(String name, String secret) {
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        forms.put(name, secret);
        for (int before = 0; before < 3; before++) {
            forms.put(name + " in base64, " + before + " bytes after a whole group", base64(secret, before));
        }
        forms.put(name + " in a URL", URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.put(name + " in hex", hex);
        forms.put(name + " in HEX", hex.toUpperCase(Locale.ROOT));
        return this;
    }

    /** Parts of the number of a key on P-256, which ends its encoding (RFC 5915, RFC 5958); in base64 none that a line of PEM ends in. */
    Canaries withKey(String name, PrivateKey secret) {
        byte[] key = secret.getEncoded();
        if (!(secret instanceof ECPrivateKey) || key.length != 67) {
            throw new IllegalArgumentException("not on P-256");
        }
        forms.put(name, Base64.getEncoder().encodeToString(key).substring(48, 64));
        forms.put(name + " in hex", HexFormat.of().formatHex(key).substring(70));
        return this;
    }

    /** The letters that no neighbour has a part in. */
    private static String base64(String secret, int before) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int begin = before == 0 ? 0 : before + 1;
        return Base64.getEncoder().encodeToString(shifted).substring(begin, shifted.length / 3 * 4);
    }

    Set<String> names() {
        return new TreeSet<>(forms.keySet());
    }

    List<String> forms() {
        return List.copyOf(forms.values());
    }

    /** The names of those in the text. */
    Set<String> in(String text) {
        Set<String> found = new TreeSet<>();
        forms.forEach((name, form) -> {
            if (text.contains(form)) {
                found.add(name);
            }
        });
        return found;
    }

    /** The names of those in a file of any size, also with two bytes for each letter. */
    Set<String> in(Path file) throws IOException {
        Map<Integer, List<Wanted>> byBeginning = new HashMap<>();
        int longest = 0;
        for (Charset width : WIDTHS) {
            for (Map.Entry<String, String> form : forms.entrySet()) {
                Wanted wanted = new Wanted(form.getKey(), form.getValue().getBytes(width));
                byBeginning
                        .computeIfAbsent(wanted.beginning(), none -> new ArrayList<>())
                        .add(wanted);
                longest = Math.max(longest, wanted.bytes().length);
            }
        }
        return new Search(byBeginning, longest).through(file);
    }

    private record Wanted(String name, byte[] bytes) {
        int beginning() {
            return (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        }

        boolean isAt(byte[] text, int at, int end) {
            if (at + bytes.length > end) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (text[at + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Piece by piece; what does not fit into one is at the beginning of the next. */
    private static final class Search {
        private static final int PIECE = 1 << 20;

        private final boolean[] begins = new boolean[1 << 16];
        private final Map<Integer, List<Wanted>> byBeginning;
        private final int longest;
        private final Set<String> found = new TreeSet<>();

        Search(Map<Integer, List<Wanted>> byBeginning, int longest) {
            this.byBeginning = byBeginning;
            this.longest = longest;
            byBeginning.keySet().forEach(beginning -> begins[beginning] = true);
        }

        Set<String> through(Path file) throws IOException {
            byte[] piece = new byte[PIECE + longest];
            int kept = 0;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE)) {
                for (int read = in.readNBytes(piece, 0, PIECE); read > 0; read = in.readNBytes(piece, kept, PIECE)) {
                    int end = kept + read;
                    look(piece, end);
                    kept = Math.min(longest, end);
                    System.arraycopy(piece, end - kept, piece, 0, kept);
                }
            }
            return found;
        }

        private void look(byte[] piece, int end) {
            for (int at = 0; at + 1 < end; at++) {
                int beginning = (piece[at] & 0xFF) << 8 | (piece[at + 1] & 0xFF);
                if (begins[beginning]) {
                    for (Wanted wanted : byBeginning.getOrDefault(beginning, List.of())) {
                        if (wanted.isAt(piece, at, end)) {
                            found.add(wanted.name());
                        }
                    }
                }
            }
        }
    }
}
