package org.stagepost.wiring;

import java.nio.file.Path;
import java.util.List;
import org.stagepost.cli.Contexts;
import org.stagepost.sandbox.Sandbox;

/** The demo's servers as the command line sees them. */
final class RunningSandbox implements Contexts.Sandbox {
    private final Sandbox sandbox;

    RunningSandbox(Path folder) {
        sandbox = Sandbox.start(folder);
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
