package org.stagepost.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signature at the end of manifest.json: of the file's own text, with nothing where the signature stands. */
final class ManifestSignature {
    private static final Pattern END = Pattern.compile("\"signature\"\\s*:\\s*\"([A-Za-z0-9+/=]*)\"\\s*}\\s*\\z");

    private ManifestSignature() {}

    /** @param text with an empty signature */
    static String signed(String text, ManifestKey key) {
        return with(text, key.sign(text)).orElseThrow(() -> new IllegalStateException("no place for a signature"));
    }

    private static Optional<String> with(String text, String signature) {
        Matcher end = END.matcher(text);
        return end.find()
                ? Optional.of(text.substring(0, end.start(1)) + signature + text.substring(end.end(1)))
                : Optional.empty();
    }

    /** The fingerprint of the key; empty when the text is not what was signed with it. */
    static Optional<String> signer(String signedText, String publicKey) {
        Matcher end = END.matcher(signedText);
        return end.find()
                ? with(signedText, "").flatMap(text -> ManifestKey.signer(text, publicKey, end.group(1)))
                : Optional.empty();
    }
}
