package org.stagepost.cli;

/** Lines of the exit code lists in help texts; a test compares the numbers with {@link org.stagepost.model.ExitCode}. */
final class ExitText {
    static final String HEADING = "%nExit codes:%n";
    static final String DONE = "  0:done";
    static final String ALL_SYNCED = "  0:every user synced, but for those stopped alone or whose time has not come";
    static final String INTERNAL = "  1:a defect of Stagepost; the log file tells more";
    static final String BAD_INPUT = "  2:usage or bad input; nothing was started";
    static final String SOME_FAILED = "  3:the batch ran, some users failed";
    static final String ALL_WOULD_SYNC = "  0:every user would be synced";
    static final String SOME_WOULD_FAIL = "  3:some users would fail";
    static final String BATCH_WOULD_FAIL = "  5:the batch would fail: endpoint or directory";
    static final String STOPPED = "  4:stopped; start again to go on";
    static final String NOT_SERVED = "  4:with --status: no process runs batches here";
    static final String BATCH_FAILED = "  5:the batch failed: endpoint or directory";
    static final String BAD_SETTING = "  2:usage or bad input, or a setting or secret of the endpoint is wrong";
    static final String TAKEN_BACK = "  0:every change is taken back, or was not there";
    static final String SOME_STAND =
            "  3:some changes stand: somebody changed the same since, or the directory refuses";
    static final String DIRECTORY_FAILED = "  5:a directory cannot be reached, or refuses the login";
    static final String PROPOSED = "  0:a server is proposed, told or guessed";
    static final String NOTHING_PROPOSED = "  5:no server is proposed; what was tried is listed";
    static final String SENT = "  0:every mail was sent";
    static final String NOT_SENT = "  5:the relay cannot be reached, or refuses";
    static final String ENDPOINT_FAILED = "  5:the endpoint does not pass its test";
    static final String VERIFIED = "  0:everything is the same; a manifest is as it was signed";
    static final String DIFFERENT =
            "  3:something differs, or a mailbox could not be verified or was changed meanwhile";
    static final String VERIFY_STOPPED = "  4:stopped; the same command goes on";
    static final String VERIFY_UNREACHABLE = "  5:an endpoint cannot be reached";
    static final String ALREADY_RUNNING = " 75:the batch runs already, or the home folder is busy; try again later";

    static final String UNREACHABLE = "  5:the database or the broker cannot be reached";
    static final String WORKER_UNREACHABLE =
            "  5:the database, the broker, or from this machine alone an endpoint cannot be reached";
    static final String HOME_BUSY = " 75:the home folder is busy; try again later";

    private ExitText() {}
}
