package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;

/** Asks a person at the terminal. Whoever ends the input instead of an answer ends the command. */
final class Questions {
    private final Terminal terminal;

    Questions(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Asks until there is an answer.
     *
     * @param usual what Enter alone means; empty where something must be typed
     */
    String text(String question, String usual) {
        String shown = Printable.line(question) + (usual.isEmpty() ? "" : " [" + Printable.line(usual) + "]") + ": ";
        while (true) {
            String answer = line(shown).orElse(usual);
            if (!answer.isEmpty()) {
                return answer;
            }
        }
    }

    /** What is typed, without blanks around it; empty for Enter alone. */
    Optional<String> line(String shown) {
        Optional<String> typed = terminal.ask(shown);
        if (typed.isEmpty()) {
            terminal.out().println();
            throw new CommandRefused("a question was not answered; what it was for is not stored", "");
        }
        return typed.map(String::strip).filter(answer -> !answer.isEmpty());
    }

    /** One of the words; an unambiguous beginning is enough. */
    String choice(String question, List<String> words, String usual) {
        while (true) {
            String answer = text(question + " (" + String.join(", ", words) + ")", usual);
            List<String> meant =
                    words.stream().filter(word -> word.startsWith(answer)).toList();
            if (words.contains(answer)) {
                return answer;
            }
            if (meant.size() == 1) {
                return meant.get(0);
            }
        }
    }

    boolean yes(String question, String usual) {
        return choice(question, List.of("yes", "no"), usual).equals("yes");
    }
}
