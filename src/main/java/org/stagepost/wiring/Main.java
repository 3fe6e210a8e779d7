package org.stagepost.wiring;

/** The entry point: parse first, then start what the command needs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(arguments.length);
    }
}
