package org.stagepost.imap.wire;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes a secret out of what is said after a login. It looks at bytes as they were said, a character for each.
 *
 * @param forms the longer ones first
 */
record TraceMask(List<String> forms) {
    static final TraceMask NONE = new TraceMask(List.of());

    private static final String MASK = "***";
    /** Anything shorter would hide half of what is said. */
    private static final int SHORTEST_HIDDEN = 4;

    TraceMask {
        forms = List.copyOf(forms);
    }

    /** @param secrets every form of what was sent in a login, as text or as bytes */
    static TraceMask of(List<String> secrets) {
        return new TraceMask(secrets.stream()
                .flatMap(form -> Stream.of(form, bytes(form)))
                .filter(form -> form.length() >= SHORTEST_HIDDEN)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** Hides what either of them hides. */
    TraceMask and(TraceMask other) {
        return of(Stream.concat(forms.stream(), other.forms.stream()).toList());
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** @param cut more was said than stands in the text, whose end may be the beginning of a secret */
    String applied(String text, boolean cut) {
        String masked = text;
        for (String form : forms) {
            masked = masked.replace(form, MASK);
        }
        return cut ? withoutBeginning(masked) : masked;
    }

    private String withoutBeginning(String text) {
        int most = forms.stream().mapToInt(form -> begun(text, form)).max().orElse(0);
        return most == 0 ? text : text.substring(0, text.length() - most) + MASK;
    }

    /** How much of the form stands at the end. */
    private static int begun(String text, String form) {
        int length = Math.min(form.length() - 1, text.length());
        while (!text.endsWith(form.substring(0, length))) {
            length--;
        }
        return length;
    }
}
