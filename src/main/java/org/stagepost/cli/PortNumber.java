package org.stagepost.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port to listen on, or 0 for any that is free. */
final class PortNumber implements ITypeConverter<Integer> {
    private static final int LAST = 65_535;

    @Override
    public Integer convert(String typed) {
        if (!typed.matches("[0-9]{1,5}") || Integer.parseInt(typed) > LAST) {
            throw new TypeConversionException("a port is a number from 0 to " + LAST);
        }
        return Integer.valueOf(typed);
    }
}
