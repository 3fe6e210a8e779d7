package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * The administrator's program and its arguments, with places for what is known of a user: {@code {address}},
 * {@code {localPart}}, {@code {domain}} and {@code {type}}. No shell reads it.
 *
 * @param words the first one is the program
 */
public record MailboxCommand(List<String> words) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Set<String> PLACES = Set.of("address", "localPart", "domain", "type");

    public MailboxCommand {
        words = List.copyOf(words);
    }

    /** Why it cannot be run for anybody; empty when it can. */
    public Optional<String> fault() {
        if (words.stream().anyMatch(String::isEmpty)) {
            return Optional.of("has an empty word");
        }
        if (!words.isEmpty() && PLACE.matcher(words.get(0)).find()) {
            return Optional.of("names its program by a place");
        }
        return words.stream()
                .flatMap(word -> PLACE.matcher(word).results())
                .map(found -> found.group(1))
                .filter(place -> !PLACES.contains(place))
                .findFirst()
                .map(place -> "has no place {" + place + "}")
                .or(this::shellFault);
    }

    /** An address may hold what a shell takes for a command: {@code $ ` & | ; '}. */
    private Optional<String> shellFault() {
        return ShellScript.in(words).anyMatch(word -> PLACE.matcher(word).find())
                ? Optional.of("puts what is known of a user into a script that a shell reads")
                : Optional.empty();
    }

    /**
     * Whether it can be run for a user, before anything is done for it.
     *
     * @throws MigrationException MAILBOX_COMMAND_FAILED, as {@link #of}
     */
    void check(EmailAddress user) {
        of(user, RecipientType.USER_MAILBOX.word());
    }

    /**
     * The command for one user.
     *
     * @param type of the mailbox at the source
     * @throws MigrationException MAILBOX_COMMAND_FAILED when a value would be taken for an option
     */
    List<String> of(EmailAddress user, String type) {
        Map<String, String> values =
                Map.of("address", user.value(), "localPart", user.localPart(), "domain", user.domain(), "type", type);
        List<String> result = new ArrayList<>();
        for (String word : words) {
            String filled = filled(word, values);
            if (filled.startsWith("-") && !word.startsWith("-")) {
                throw new MigrationException(
                        FailureCode.MAILBOX_COMMAND_FAILED,
                        "the command was not run: it would take the argument " + filled + " of " + user
                                + " for an option");
            }
            result.add(filled);
        }
        return result;
    }

    /** In one go: what a value holds is no place. */
    private static String filled(String word, Map<String, String> values) {
        return PLACE.matcher(word)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
