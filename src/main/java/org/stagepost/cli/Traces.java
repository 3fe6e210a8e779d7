package org.stagepost.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Nearest;

/** The protocol traces that were asked for with a run or a worker. */
final class Traces {
    private final Map<EmailAddress, Path> files;

    private Traces(Map<EmailAddress, Path> files) {
        this.files = files;
    }

    /** Of users that a worker may or may not get. */
    static Traces begin(List<EmailAddress> wanted, Contexts.Work work) {
        return of(wanted, work::trace);
    }

    /** @throws CommandRefused where one of them is not to be worked on: nobody should wait for a run to learn that */
    static Traces begin(List<EmailAddress> wanted, Contexts.Run run, BatchWork work) {
        if (!wanted.isEmpty()) {
            requireUsers(wanted, work.users(run));
        }
        return of(wanted, run::trace);
    }

    private static Traces of(List<EmailAddress> wanted, Function<EmailAddress, Path> begin) {
        Map<EmailAddress, Path> files = new LinkedHashMap<>();
        wanted.forEach(user -> files.put(user, begin.apply(user)));
        return new Traces(files);
    }

    private static void requireUsers(List<EmailAddress> wanted, Set<EmailAddress> users) {
        List<String> names = users.stream().map(EmailAddress::value).sorted().toList();
        for (EmailAddress user : wanted) {
            if (!users.contains(user)) {
                throw new CommandRefused(
                        "--trace: there is no user " + user + " in the batch",
                        Nearest.to(user.value(), names)
                                .map(FailureWords::meant)
                                .orElse("write the EmailAddress of a good row of its CSV"));
            }
        }
    }

    /** Where they are, a line for each user; a file is made with the first connection. */
    List<String> lines() {
        return files.entrySet().stream()
                .map(trace -> "trace:   "
                        + (Files.exists(trace.getValue())
                                ? trace.getValue()
                                : "no connection was opened here for " + trace.getKey() + ", so there is none"))
                .toList();
    }
}
