package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.OutputStream;
import org.stagepost.mailbox.ItemContent;

/** A literal that is being sent: takes exactly the announced number of bytes, and tells whose fault a failure is. */
final class MessageText extends OutputStream {
    private final OutputStream out;
    private long left;

    MessageText(OutputStream out, long size) {
        this.out = out;
        this.left = size;
    }

    /**
     * @throws Unreadable when the content cannot be read or has another size than it said
     * @throws IOException of the connection
     */
    void write(ItemContent content) throws IOException {
        try {
            content.writeTo(this);
        } catch (LineFailure e) {
            throw e.failure;
        } catch (Unreadable e) {
            throw e;
        } catch (IOException e) {
            throw new Unreadable("an item's content cannot be read: " + e.getMessage());
        }
        if (left > 0) {
            throw new Unreadable("an item's content ended before its announced size");
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > left) {
            throw new Unreadable("an item's content is longer than its announced size");
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new LineFailure(e);
        }
        left -= length;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /** The item's own content failed, not the connection. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** The connection failed, not the content. */
    private static final class LineFailure extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        LineFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
