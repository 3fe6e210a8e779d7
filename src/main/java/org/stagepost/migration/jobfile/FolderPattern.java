package org.stagepost.migration.jobfile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Quoted;
import org.stagepost.model.FolderPath;
import org.stagepost.model.Nearest;
import org.stagepost.model.SpecialUse;

/** The form of what {@code excludeFolders} lists: {@code Name}, {@code Name/*}, {@code #Trash#}. */
final class FolderPattern {
    private static final List<String> USES = Stream.concat(
                    Stream.of("Inbox"), Arrays.stream(SpecialUse.values()).map(FolderPattern::title))
            .map(use -> "#" + use + "#")
            .toList();

    static final Shape<String> SHAPE = new Shape<>(FolderPattern::read, FolderPattern::complaint);

    private FolderPattern() {}

    private static Optional<String> read(String text) {
        String name = text.endsWith("/*") ? text.substring(0, text.length() - 2) : text;
        boolean valid = isUse(name) ? USES.stream().anyMatch(name::equalsIgnoreCase) : isPath(name);
        return valid ? Optional.of(text) : Optional.empty();
    }

    private static boolean isUse(String name) {
        return name.length() > 2 && name.startsWith("#") && name.endsWith("#");
    }

    private static boolean isPath(String name) {
        try {
            return !FolderPath.parse(name).names().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Fault complaint(String text) {
        return isUse(text)
                ? new Fault(Quoted.of(text) + " is not a special use", Nearest.advice(text, USES))
                : new Fault(Quoted.of(text) + " is not a folder", "write Name, Name/* or " + USES.get(0));
    }

    private static String title(SpecialUse use) {
        return use.name().charAt(0) + use.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
