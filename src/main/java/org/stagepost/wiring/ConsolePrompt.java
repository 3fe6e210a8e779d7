package org.stagepost.wiring;

import java.io.Console;
import java.util.Arrays;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretPrompt;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Asks at the terminal without echo. */
final class ConsolePrompt implements SecretPrompt {
    @Override
    public Secret ask(String purpose) {
        Console console = System.console();
        if (console == null) {
            throw new MigrationException(
                    FailureCode.SECRET_MISSING,
                    "there is no terminal to ask for the " + purpose
                            + " at; write env:NAME or file:PATH instead of prompt");
        }
        char[] typed = console.readPassword("%s: ", purpose);
        if (typed == null) {
            throw new MigrationException(FailureCode.SECRET_MISSING, "nobody typed the " + purpose);
        }
        try {
            return Secret.of(new String(typed));
        } finally {
            Arrays.fill(typed, ' ');
        }
    }
}
