package org.stagepost.wiring;

import org.stagepost.cli.Stagepost;

/** The entry point: parse first, then start what the command needs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Stagepost(new SpringContexts()).execute(arguments));
    }
}
