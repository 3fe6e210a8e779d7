package org.stagepost.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.UserProof;
import org.stagepost.model.EmailAddress;
import org.stagepost.proof.Difference;
import org.stagepost.proof.ProvenItem;

/** The rows of one user, written as they are found. */
final class ManifestPart implements KeptProof.Part {
    private final ManifestParts parts;
    private final MigrationUser user;
    private final String asked;
    private final EmailAddress address;
    private final Rows items;
    private final Rows differences;

    ManifestPart(ManifestParts parts, MigrationUser user, String asked) throws IOException {
        this.parts = parts;
        this.user = user;
        this.asked = asked;
        this.address = user.row().address();
        PrivateFolder folder = PrivateFolder.at(parts.folder());
        this.items = new Rows(folder.begin(name(parts.items(user))));
        this.differences = new Rows(folder.begin(name(parts.differences(user))));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** One of the two files. */
    private static final class Rows {
        private final FileChannel channel;
        private final Writer out;
        private final ManifestRows rows;

        private Rows(FileChannel channel) {
            this.channel = channel;
            this.out = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8), 64 * 1024);
            this.rows = new ManifestRows(out);
        }

        private void force() throws IOException {
            out.flush();
            channel.force(true);
        }
    }

    @Override
    public void item(ProvenItem item) {
        writing(() -> items.rows.item(address, item));
    }

    @Override
    public void difference(Difference difference) {
        writing(() -> differences.rows.difference(address, difference));
    }

    @Override
    public void finish(UserProof proof) {
        writing(() -> {
            items.force();
            differences.force();
            parts.ended(user, asked, proof);
        });
    }

    /** A write that may fail. */
    private interface Writing {
        void now() throws IOException;
    }

    private void writing(Writing write) {
        try {
            write.now();
        } catch (IOException e) {
            throw ManifestFiles.unwritable(parts.items(user), e);
        }
    }

    @Override
    public void close() {
        try {
            items.channel.close();
            differences.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
