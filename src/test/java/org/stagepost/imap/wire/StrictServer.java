package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that records the commands it reads and forgives nothing.
 * Like Dovecot it answers BAD to an argument that it dislikes as soon as it sees the literal behind it, and takes what
 * follows for the next command.
 */
final class StrictServer implements MemorySocket.Peer {
    private static final Pattern LITERAL = Pattern.compile("\\{([0-9]{1,10})(\\+?)}$");

    private final Predicate<String> disliked;
    private final String refusal;
    private final List<List<String>> commands = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final StringBuilder unread = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final List<String> literals = new ArrayList<>();
    private long literalLeft = -1;
    private String responseTag = "";
    private int afterLiteral;
    private boolean responding;
    private boolean refused;

    /**
     * @param disliked arguments before a literal
     * @param refusal what it says to them: NO or BAD
     */
    StrictServer(Predicate<String> disliked, String refusal) {
        this.disliked = disliked;
        this.refusal = refusal;
    }

    /** What it took for commands, LOGOUT excepted. */
    List<List<String>> commands() {
        return commands;
    }

    /** What it took for commands and could not understand. */
    List<String> faults() {
        return faults;
    }

    @Override
    public String hears(String bytes) {
        unread.append(bytes);
        StringBuilder answers = new StringBuilder();
        while (literalLeft >= 0 ? unread.length() >= literalLeft : unread.indexOf("\r\n") >= 0) {
            answers.append(literalLeft >= 0 ? literal() : lineEnd());
        }
        return answers.toString();
    }

    private String literal() {
        literals.add(unread.substring(0, (int) literalLeft));
        unread.delete(0, (int) literalLeft);
        literalLeft = -1;
        afterLiteral = line.length();
        return "";
    }

    private String lineEnd() {
        int end = unread.indexOf("\r\n");
        line.append(unread, 0, end);
        unread.delete(0, end + 2);
        if (responding) {
            return response();
        }
        Matcher literal = LITERAL.matcher(line);
        return literal.find(afterLiteral) ? before(literal) : command();
    }

    private String before(Matcher literal) {
        boolean waits = literal.group(2).isEmpty();
        boolean objects = !refused && disliked.test(line.toString());
        if ((objects || refused) && (waits || refusal.equals("BAD"))) {
            String answer = objects ? refusal() : "";
            begin();
            return answer;
        }
        literalLeft = Long.parseLong(literal.group(1));
        refused |= objects;
        return objects ? refusal() : waits ? "+ go\r\n" : "";
    }

    private String refusal() {
        return tag() + " " + refusal + " [TRYCREATE] disliked\r\n";
    }

    private String command() {
        String answer = refused ? "" : tag() + " OK done\r\n";
        if (!refused) {
            record();
        }
        if (responding) {
            answer = "+ \r\n";
            responseTag = tag();
        }
        begin();
        return answer;
    }

    private void record() {
        try {
            List<String> command = StrictCommand.parse(line.toString(), literals);
            responding = command.equals(List.of("AUTHENTICATE", "PLAIN"));
            if (!command.get(0).equals("LOGOUT")) {
                commands.add(command);
            }
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage());
        }
    }

    private String response() {
        commands.add(List.of("RESPONSE", line.toString()));
        responding = false;
        begin();
        return responseTag + " OK in\r\n";
    }

    private String tag() {
        return line.toString().split(" ", 2)[0];
    }

    private void begin() {
        line.setLength(0);
        literals.clear();
        refused = false;
        afterLiteral = 0;
    }
}
