package org.stagepost.wiring;

import java.time.Duration;
import org.stagepost.cli.Stagepost;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.sync.Sleeper;

/**
 * {@link Main} with less patience: a silent server is given up after 20 seconds, not 5 minutes, and the pauses before
 * the next attempt, of which there are as many, take a twentieth of their time.
 */
public final class HurriedMain {
    private static final int HURRY = 20;
    private static final Duration REPLY = Duration.ofSeconds(20);

    private HurriedMain() {}

    public static void main(String[] arguments) {
        Sleeper hurried = pause -> Sleeper.system().sleep(pause.dividedBy(HURRY));
        SpringContexts impatient = new SpringContexts(
                connections -> new ImapMailboxConnector(WireLimits.STANDARD.waiting(REPLY), connections),
                hurried,
                new ConsolePrompt());
        System.exit(new Stagepost(impatient).execute(arguments));
    }
}
