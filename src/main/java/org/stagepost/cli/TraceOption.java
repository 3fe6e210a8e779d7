package org.stagepost.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.EmailAddress;
import picocli.CommandLine.Option;

/** Whose connections are written down. */
final class TraceOption {
    @Option(
            names = "--trace",
            paramLabel = "ADDRESS",
            description =
                    "Write what is said on the connections of this user to a file in the logs, without logins and "
                            + "without content of messages. May be repeated.")
    private @Nullable List<EmailAddress> users;

    /** Empty where the option was not typed. */
    List<EmailAddress> users() {
        return users == null ? List.of() : List.copyOf(users);
    }
}
