package org.stagepost.migration;

import java.util.Map;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Opens the mailboxes of a batch's users for their verification; both sides as a source is opened. */
record MailboxesToVerify(JobFile jobFile, Map<EndpointKind, MailboxConnector> connectors) {
    MailboxesToVerify {
        connectors = Map.copyOf(connectors);
    }

    SourceMailbox source(UserToVerify user) {
        return connector(jobFile.source()).openSource(jobFile.source(), user.sourceLogin());
    }

    SourceMailbox target(UserToVerify user) {
        return connector(jobFile.target()).openSource(jobFile.target(), user.targetLogin());
    }

    /** Only to ask which marks a folder can keep. */
    TargetMailbox writable(UserToVerify user) {
        return connector(jobFile.target()).openTarget(jobFile.target(), user.targetLogin());
    }

    private MailboxConnector connector(Endpoint endpoint) {
        MailboxConnector connector = connectors.get(endpoint.kind());
        if (connector == null) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID, "endpoint " + endpoint.name() + " holds no mailboxes");
        }
        return connector;
    }
}
