package org.stagepost.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RecordedCopies;
import org.stagepost.migration.UserProof;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.UserId;

/** One verification while it works, and its end. */
final class ManifestRound implements KeptProof.Round {
    private final Path folder;
    private final ManifestParts parts;
    private final ManifestKey key;
    private final FileChannel lock;
    private final JournalsAside journals;
    /** Whose rows are there. */
    private final Map<EmailAddress, MigrationUser> users = new ConcurrentHashMap<>();

    ManifestRound(Path folder, ManifestParts parts, ManifestKey key, FileChannel lock, JournalsAside journals) {
        this.folder = folder;
        this.parts = parts;
        this.key = key;
        this.lock = lock;
        this.journals = journals;
    }

    @Override
    public void keep(UserId user, RecordedCopies copies) {
        try {
            journals.put(user, copies);
        } catch (IOException e) {
            throw ManifestFiles.unwritable(folder, e);
        }
    }

    @Override
    public RecordedCopies kept(UserId user) {
        try {
            return journals.get(user);
        } catch (IOException e) {
            throw ManifestFiles.unwritable(folder, e);
        }
    }

    @Override
    public Optional<UserProof> finished(MigrationUser user, String asked) {
        try {
            Optional<UserProof> proof = parts.finished(user, asked);
            proof.ifPresent(found -> users.put(found.address(), user));
            return proof;
        } catch (IOException e) {
            throw ManifestFiles.unwritable(folder, e);
        }
    }

    @Override
    public KeptProof.Part begin(MigrationUser user, String asked) {
        try {
            parts.forget(user);
            users.put(user.row().address(), user);
            return new ManifestPart(parts, user, asked);
        } catch (IOException e) {
            throw ManifestFiles.unwritable(folder, e);
        }
    }

    @Override
    public KeptProof.Written end(BatchProof proof) {
        try {
            ManifestNames names = ManifestNames.of(proof);
            ManifestFiles.setAside(folder, names);
            List<String> hashes = new ArrayList<>();
            ManifestSummary.File manifest = write(
                    names.manifest(),
                    ManifestRows.MANIFEST,
                    proof,
                    parts::items,
                    user -> user.tally().inSource(),
                    hashes);
            ManifestSummary.File differences = write(
                    names.differences(),
                    ManifestRows.DIFFERENCES,
                    proof,
                    parts::differences,
                    user -> user.tally().differing(),
                    new ArrayList<>());
            String text = JsonText.of(ManifestSummary.of(proof, hashes, manifest, differences, key));
            String signed = ManifestSignature.signed(text, key);
            Path summary = PrivateFolder.at(folder).write(names.summary(), out -> out.write(signed));
            forget(proof);
            return new KeptProof.Written(
                    folder, folder.resolve(names.manifest()), folder.resolve(names.differences()), summary);
        } catch (IOException e) {
            throw ManifestFiles.unwritable(folder, e);
        }
    }

    /** As long as some could not be verified, the next verification goes on with those. */
    private void forget(BatchProof proof) throws IOException {
        boolean complete = proof.users().stream().allMatch(UserProof::isVerified);
        for (UserProof user : proof.users()) {
            MigrationUser known = users.get(user.address());
            if (known != null && (complete || !user.isVerified())) {
                parts.forget(known);
            }
        }
    }

    /** In the order of the users; of one who could not be verified there are no rows. */
    private ManifestSummary.File write(
            String name,
            List<String> header,
            BatchProof proof,
            Function<MigrationUser, Path> part,
            ToLongFunction<UserProof> count,
            List<String> hashes)
            throws IOException {
        StringBuilder hash = new StringBuilder();
        PrivateFolder.at(folder).writeBytes(name, out -> {
            HashedFile file = new HashedFile(out, header);
            for (UserProof user : proof.users()) {
                hashes.add(file.add(part(user, part)));
            }
            hash.append(file.hash());
        });
        long rows = proof.users().stream()
                .filter(UserProof::isVerified)
                .mapToLong(count::applyAsLong)
                .sum();
        return new ManifestSummary.File(name, rows, hash.toString());
    }

    private Optional<Path> part(UserProof user, Function<MigrationUser, Path> part) {
        return Optional.ofNullable(users.get(user.address()))
                .filter(known -> user.isVerified())
                .map(part);
    }

    @Override
    public void close() {
        try (lock) {
            journals.close();
        } catch (IOException e) {
            throw ManifestFiles.unwritable(folder, e);
        }
    }
}
