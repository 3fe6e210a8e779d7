package org.stagepost.wiring;

import org.stagepost.cli.Stagepost;
import org.stagepost.sync.Sleeper;

/** {@link Main} with short pauses before a mailbox is tried again: as many attempts, in a twentieth of the time. */
public final class HurriedMain {
    private static final int HURRY = 20;

    private HurriedMain() {}

    public static void main(String[] arguments) {
        Sleeper hurried = pause -> Sleeper.system().sleep(pause.dividedBy(HURRY));
        System.exit(new Stagepost(new SpringContexts(hurried)).execute(arguments));
    }
}
