package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a command asks for, and who takes the answer. */
enum Topic {
    GREETING(RandomResponses::listing, UntaggedReplies::ignored),
    CONTINUATION(RandomResponses::folder, UntaggedReplies::ignored),
    CAPABILITY(responses -> "* CAPABILITY IMAP4rev1 APPENDLIMIT=7 AUTH=PLAIN\r\n", CapabilityReplies::new),
    LIST(RandomResponses::listing, ListReplies::new),
    FOLDER(RandomResponses::folder, FolderReplies::new),
    NAMESPACE(RandomResponses::namespace, NamespaceReplies::new),
    FETCH(RandomResponses::fetch, HalfReader::new);

    private final Function<RandomResponses, String> response;
    private final Supplier<UntaggedReplies> receiver;

    Topic(Function<RandomResponses, String> response, Supplier<UntaggedReplies> receiver) {
        this.response = response;
        this.receiver = receiver;
    }

    String response(RandomResponses responses) {
        return response.apply(responses);
    }

    UntaggedReplies receiver() {
        return receiver.get();
    }

    void read(ResponseReader reader) throws IOException {
        if (this == GREETING) {
            reader.greeting();
        } else if (this == CONTINUATION) {
            OneCommand.readToGoAhead(reader, RandomResponses.TAG, receiver.get());
        } else {
            OneCommand.read(reader, RandomResponses.TAG, receiver.get());
        }
    }

    /** Reads every other message, and that in part. */
    private static final class HalfReader extends FetchReplies {
        private int messages;

        @Override
        protected boolean wantsText(long uid) {
            return true;
        }

        @Override
        protected void message(FetchReply head, InputStream content, long size) throws IOException {
            if (++messages % 2 == 0) {
                content.readNBytes((int) Math.min(size / 2, 4096));
            }
        }
    }
}
