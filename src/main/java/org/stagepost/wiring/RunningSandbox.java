package org.stagepost.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.stagepost.cli.Contexts;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sandbox.Sandbox;

/** The demo's servers as the command line sees them. */
final class RunningSandbox implements Contexts.Sandbox {
    private final Sandbox sandbox;

    RunningSandbox(Path folder) {
        try {
            sandbox = Sandbox.start(folder);
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE, "the demo's servers could not be started in " + folder, e);
        }
    }

    @Override
    public Path jobFile() {
        return sandbox.jobFile();
    }

    @Override
    public List<String> mails() {
        return sandbox.mails();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
