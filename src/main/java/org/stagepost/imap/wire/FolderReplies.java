package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes the answers to SELECT, EXAMINE and STATUS (RFC 9051 §6.3.2, §6.3.11). */
public final class FolderReplies extends UntaggedReplies {
    /** RFC 9051 §7.1: without PERMANENTFLAGS all system flags can be assumed to stay. */
    private static final Set<String> SYSTEM_FLAGS = Set.of("\\Answered", "\\Deleted", "\\Draft", "\\Flagged", "\\Seen");

    private static final Set<String> TAKEN = Set.of(
            "EXISTS",
            "RECENT",
            "FLAGS",
            "STATUS",
            "UIDVALIDITY",
            "UIDNEXT",
            "PERMANENTFLAGS",
            "HIGHESTMODSEQ",
            "NOMODSEQ",
            "MAILBOXID");

    private long uidValidity;
    private long uidNext;
    private long messages = -1;
    private long highestModSeq;
    private String mailboxId = "";
    private final Set<String> flags = new java.util.TreeSet<>(SYSTEM_FLAGS);
    private Set<String> permanent = Set.of();
    private boolean knowsPermanent;

    public FolderState state() {
        return new FolderState(
                uidValidity, uidNext, messages, highestModSeq, mailboxId, knowsPermanent ? permanent : flags);
    }

    @Override
    boolean takes(String name) {
        return TAKEN.contains(name);
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        switch (name) {
            case "EXISTS" -> messages = number;
            case "FLAGS" -> flags(in);
            case "STATUS" -> status(StatusReader.read(in).state());
            default -> in.skipLine();
        }
    }

    /** Each such response stands for itself; if they were added up, a server could fill the memory with them. */
    private void flags(ResponseTokenizer in) throws IOException {
        flags.clear();
        flags.addAll(SYSTEM_FLAGS);
        flags.addAll(words(in.text()));
    }

    @Override
    void condition(TaggedReply condition) throws IOException {
        String argument = condition.code().argument();
        switch (condition.code().name()) {
            case "UIDVALIDITY" -> uidValidity = ResponseTokenizer.toNumber(argument);
            case "UIDNEXT" -> uidNext = ResponseTokenizer.toNumber(argument);
            case "HIGHESTMODSEQ" -> highestModSeq = StatusReader.modSeq(argument);
            case "NOMODSEQ" -> highestModSeq = 0;
            case "MAILBOXID" ->
                mailboxId = StatusReader.mailboxId(argument.replace("(", "").replace(")", ""));
            case "PERMANENTFLAGS" -> {
                permanent = Set.copyOf(words(argument));
                knowsPermanent = true;
            }
            default -> {
                // of no interest here
            }
        }
    }

    private void status(FolderState told) {
        uidValidity = told.uidValidity();
        uidNext = told.uidNext();
        messages = told.messages();
        highestModSeq = told.highestModSeq();
        mailboxId = told.mailboxId();
    }

    private static List<String> words(String list) {
        List<String> words = new ArrayList<>();
        for (String word : list.replace('(', ' ').replace(')', ' ').split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
