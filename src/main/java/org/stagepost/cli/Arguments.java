package org.stagepost.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.stagepost.migration.MigrationType;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Turns what was typed into words of the house; an empty or wrong name is refused and never means "all". */
final class Arguments {
    private Arguments() {}

    /** To be called when all commands are there. */
    static void convertFor(CommandLine root) {
        root.registerConverter(BatchName.class, Arguments::batch);
        root.registerConverter(EmailAddress.class, Arguments::address);
        root.registerConverter(MigrationType.class, Arguments::type);
        root.registerConverter(Path.class, Arguments::path);
    }

    private static BatchName batch(String typed) {
        if (!BatchName.isValid(typed)) {
            throw new TypeConversionException("a batch name is 1 to 64 letters, digits, - and _");
        }
        return new BatchName(typed);
    }

    private static EmailAddress address(String typed) {
        return EmailAddress.parse(typed).orElseThrow(() -> new TypeConversionException("write name@domain"));
    }

    private static MigrationType type(String typed) {
        List<String> words =
                Arrays.stream(MigrationType.values()).map(MigrationType::word).toList();
        return Arrays.stream(MigrationType.values())
                .filter(type -> type.word().equalsIgnoreCase(typed))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("write one of " + String.join(", ", words)));
    }

    private static Path path(String typed) {
        if (typed.isBlank()) {
            throw new TypeConversionException("a name is missing");
        }
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("not a name that the file system accepts");
        }
    }
}
