package org.stagepost.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many mailboxes a worker takes at a time: 1 to 1000. */
final class MailboxCount implements ITypeConverter<Integer> {
    private static final int MOST = 1000;

    @Override
    public Integer convert(String text) {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.valueOf(text);
        }
        throw new TypeConversionException("'" + text + "' is not a number from 1 to " + MOST);
    }
}
