package org.stagepost.imap.wire.sasl;

import java.text.Normalizer;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Prepares names and passwords for comparison, so that the same one typed on two keyboards is the same (RFC 4013).
 * Normalises by the JDK's Unicode, which is newer than that of the RFC.
 */
public final class SaslPrep {
    private SaslPrep() {}

    /** @return empty when it holds what no name or password may hold: control characters, mixed directions */
    public static Optional<String> prepared(String text) {
        StringBuilder mapped = new StringBuilder();
        text.codePoints()
                .filter(c -> !isMappedToNothing(c))
                .map(c -> isOtherSpace(c) ? ' ' : c)
                .forEach(mapped::appendCodePoint);
        String normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        boolean allowed = normal.codePoints().noneMatch(SaslPrep::isProhibited) && isOfOneDirection(normal);
        return allowed ? Optional.of(normal) : Optional.empty();
    }

    /** RFC 3454 table B.1. */
    private static boolean isMappedToNothing(int c) {
        return c == 0x00AD
                || c == 0x034F
                || c == 0x1806
                || (c >= 0x180B && c <= 0x180D)
                || (c >= 0x200B && c <= 0x200D)
                || c == 0x2060
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFEFF;
    }

    /** RFC 3454 table C.1.2. */
    private static boolean isOtherSpace(int c) {
        return c != ' ' && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** RFC 4013 §2.3. */
    private static boolean isProhibited(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> true;
            default -> (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xFFF9 && c <= 0xFFFD);
        };
    }

    /** RFC 3454 §6. */
    private static boolean isOfOneDirection(String text) {
        if (text.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
            return true;
        }
        IntPredicate leftToRight = c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
        return text.codePoints().noneMatch(leftToRight)
                && isRightToLeft(text.codePointAt(0))
                && isRightToLeft(text.codePointBefore(text.length()));
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
