package org.stagepost.migration.jobfile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Quoted;
import org.stagepost.model.Nearest;

/**
 * What a value must look like and what it becomes.
 *
 * @param read empty when the text has another shape
 * @param complaint about a text of another shape
 */
record Shape<T>(Function<String, Optional<T>> read, Function<String, Fault> complaint) {
    /**
     * {@code "99999" is not a port (write a number from 1 to 65535)}.
     *
     * @param name with its article
     */
    static <T> Shape<T> of(String name, String remedy, Function<String, Optional<T>> read) {
        return new Shape<>(read, text -> new Fault(Quoted.of(text) + " is not " + name, remedy));
    }

    static Shape<String> text(String name, String remedy, Predicate<String> fits) {
        return of(name, remedy, text -> Optional.of(text).filter(fits));
    }

    static Shape<Integer> number(String name, int least, int most) {
        return of(name, "write a number from " + least + " to " + most, text -> whole(text)
                .filter(number -> number >= least && number <= most)
                .map(Long::intValue));
    }

    /** Empty when it is no whole number, or one beyond every limit. */
    static Optional<Long> whole(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** The constants of an enum in lower case, with hyphens. */
    static <E extends Enum<E>> Shape<E> word(String name, Class<E> choices) {
        E[] constants = choices.getEnumConstants();
        List<String> words = Arrays.stream(constants).map(Shape::word).toList();
        return new Shape<>(
                text -> Arrays.stream(constants)
                        .filter(constant -> word(constant).equals(text))
                        .findFirst(),
                text -> new Fault(Quoted.of(text) + " is not " + name, Nearest.advice(text, words)));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
