package org.stagepost.imap.wire;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a server announced; it may announce something else after STARTTLS and after login (RFC 9051 §6.1.1). */
public final class Capabilities {
    public static final Capabilities NONE = new Capabilities(List.of());

    /** RFC 9051 appendix E: these are part of IMAP4rev2, and a server that speaks nothing else need not name them. */
    private static final List<ImapCapability> IN_REV2 = List.of(
            ImapCapability.ENABLE,
            ImapCapability.ESEARCH,
            ImapCapability.LIST_EXTENDED,
            ImapCapability.LIST_STATUS,
            ImapCapability.LITERAL_MINUS,
            ImapCapability.NAMESPACE,
            ImapCapability.SASL_IR,
            ImapCapability.SPECIAL_USE,
            ImapCapability.UIDPLUS);

    private static final String AUTH = "AUTH=";
    private static final String APPENDLIMIT = "APPENDLIMIT=";

    private final SortedSet<String> words = new TreeSet<>();
    private final OptionalLong appendLimit;

    private Capabilities(Collection<String> announced) {
        announced.forEach(word -> words.add(word.toUpperCase(Locale.ROOT)));
        appendLimit = words.stream()
                .filter(word -> word.startsWith(APPENDLIMIT))
                .map(word -> word.substring(APPENDLIMIT.length()))
                .filter(limit -> Digits.are(limit, 18))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** @param text words with spaces between */
    public static Capabilities parse(String text) {
        return new Capabilities(
                Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList());
    }

    public boolean has(ImapCapability capability) {
        return words.contains(capability.word()) || (isOnlyRev2() && IN_REV2.contains(capability));
    }

    private boolean isOnlyRev2() {
        return words.contains("IMAP4REV2") && !words.contains("IMAP4REV1");
    }

    /** RFC 7162 §3.2.3: a server with QRESYNC has CONDSTORE, too. */
    public boolean countsChanges() {
        return has(ImapCapability.CONDSTORE) || has(ImapCapability.QRESYNC);
    }

    /** The largest message that APPEND takes, where one number holds for all folders (RFC 7889 §3). */
    public OptionalLong appendLimit() {
        return appendLimit;
    }

    /** Names of the SASL mechanisms. */
    List<String> mechanisms() {
        return words.stream()
                .filter(word -> word.startsWith(AUTH))
                .map(word -> word.substring(AUTH.length()))
                .toList();
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
