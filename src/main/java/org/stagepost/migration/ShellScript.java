package org.stagepost.migration;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds those words of a command that a shell reads, also behind programs that run another one. */
final class ShellScript {
    private static final Pattern RUNS_ANOTHER = program("sudo|doas|env|su|runuser|nice|nohup|setsid|timeout|busybox");
    /** They make one line of all their words, here or at the other end. */
    private static final Pattern JOINS = program("cmd|ssh|rsh|plink|[^/\\\\]*\\.(?:bat|cmd)");

    private static final Pattern WINDOWS_POWERSHELL = program("powershell");
    private static final Pattern POWERSHELL = program("powershell|pwsh[a-z-]*");
    private static final Pattern POWERSHELL_COMMAND = ignoringCase("[-/]{1,2}(?:c|co|comm?[a-z]*|cwa)");
    private static final Pattern POWERSHELL_FILE = ignoringCase("[-/]{1,2}f(?:i|il|ile)?");
    private static final Pattern POWERSHELL_POLICY = ignoringCase("[-/]{1,2}(?:ex[a-z]*|ep)");

    private static final Pattern SHELL = program("[a-z]*sh[0-9.-]*|su|runuser");
    private static final Pattern SHELL_COMMAND = ignoringCase("-[a-z]*c.*|--(?:init-|session-)?command.*");
    private static final Pattern SHELL_OPTION_WITH_WORD = ignoringCase("[-+][a-z]*o");

    private ShellScript() {}

    private static Pattern program(String names) {
        return ignoringCase("(?:.*[/\\\\])?(?:" + names + ")(?:\\.exe)?");
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static boolean is(Pattern pattern, String word) {
        return pattern.matcher(word).matches();
    }

    /** Rather too many: where options could be read in two ways, both are taken. */
    static Stream<String> in(List<String> words) {
        int programs = words.isEmpty() || is(RUNS_ANOTHER, words.get(0)) ? words.size() : 1;
        return IntStream.range(0, programs)
                .boxed()
                .flatMap(at -> readBy(words.get(at), words.subList(at + 1, words.size())).stream());
    }

    private static List<String> readBy(String program, List<String> words) {
        if (is(JOINS, program)) {
            return words;
        }
        if (is(POWERSHELL, program)) {
            return readByPowerShell(is(WINDOWS_POWERSHELL, program), words);
        }
        return is(SHELL, program) ? readBySh(words) : List.of();
    }

    /** What follows {@code -File} is handed over as it is; without an option, Windows PowerShell takes a command. */
    private static List<String> readByPowerShell(boolean windows, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (is(POWERSHELL_FILE, word)) {
                return List.of();
            }
            boolean bare = !word.matches("[-/].*") && !(i > 0 && is(POWERSHELL_POLICY, words.get(i - 1)));
            if (is(POWERSHELL_COMMAND, word) || windows && bare) {
                return words.subList(i, words.size());
            }
        }
        return List.of();
    }

    /** From {@code -c} to the script, which the first word is that is no option; what follows are its parameters. */
    private static List<String> readBySh(List<String> words) {
        int option = 0;
        while (option < words.size() && !is(SHELL_COMMAND, words.get(option))) {
            option++;
        }
        int script = option + 1;
        while (script < words.size()
                && (words.get(script).matches("(?s)[-+].*") || is(SHELL_OPTION_WITH_WORD, words.get(script - 1)))) {
            script++;
        }
        return words.subList(Math.min(option, words.size()), Math.min(script + 1, words.size()));
    }
}
