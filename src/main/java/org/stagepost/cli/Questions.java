package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        return text(question, usual, answer -> Optional.empty());
    }

    /**
     * Asks until there is an answer that can be used.
     *
     * @param fault why one cannot; empty when it can
     */
    String text(String question, String usual, Function<String, Optional<String>> fault) {
        String shown = Printable.line(question) + (usual.isEmpty() ? "" : " [" + Printable.line(usual) + "]") + ": ";
        while (true) {
            String answer = line(shown).orElse(usual);
            Optional<String> why = answer.isEmpty() ? Optional.of("an answer is needed here") : fault.apply(answer);
            if (why.isEmpty()) {
                return answer;
            }
            say(why.get());
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
        String answer = text(
                question + " (" + String.join(", ", words) + ")",
                usual,
                typed -> meant(typed, words).isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "'" + typed + "' is not one of these words, and does not begin only one of them"));
        return meant(answer, words).orElseThrow();
    }

    private static Optional<String> meant(String typed, List<String> words) {
        List<String> beginning =
                words.stream().filter(word -> word.startsWith(typed)).toList();
        return words.contains(typed)
                ? Optional.of(typed)
                : beginning.stream().findFirst().filter(first -> beginning.size() == 1);
    }

    private void say(String why) {
        terminal.out().println(Printable.line(why));
    }

    boolean yes(String question, String usual) {
        return choice(question, List.of("yes", "no"), usual).equals("yes");
    }
}
