package org.stagepost.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.UserProof;
import org.stagepost.proof.Difference.Kind;
import org.stagepost.proof.Fate;
import org.stagepost.proof.ProofTally;
import tools.jackson.core.JacksonException;

/** What a verification has found of single users: rows of both files, and how it ended, which appears last. */
final class ManifestParts {
    private final Path folder;
    private final boolean anew;

    /** @param anew whoever is asked for is forgotten */
    ManifestParts(Path folder, boolean anew) {
        this.folder = folder;
        this.anew = anew;
    }

    /** Bytes of the two files. */
    private record Sizes(long items, long differences) {}

    /**
     * How one ended.
     *
     * @param asked what was compared and how; an answer to anything else does not count
     * @param itemsBytes length of the file with the rows, and of that with the differences
     */
    record Ended(
            String emailAddress,
            String asked,
            long itemsBytes,
            long differencesBytes,
            long inSource,
            Map<String, Long> fates,
            Map<String, Long> differences,
            long altered,
            long otherMail,
            long bytesRead,
            Instant begun,
            Instant ended) {
        static Ended of(MigrationUser user, String asked, Sizes sizes, UserProof proof) {
            ProofTally tally = proof.tally();
            return new Ended(
                    user.row().address().value(),
                    asked,
                    sizes.items(),
                    sizes.differences(),
                    tally.inSource(),
                    ManifestSummary.fatesOf(tally),
                    ManifestSummary.kindsOf(tally),
                    tally.altered(),
                    tally.otherMail(),
                    tally.bytesRead(),
                    proof.begun(),
                    proof.ended());
        }

        boolean answers(MigrationUser user, String question) {
            return emailAddress.equals(user.row().address().value()) && asked.equals(question);
        }

        Sizes sizes() {
            return new Sizes(itemsBytes, differencesBytes);
        }

        UserProof proof(MigrationUser user) {
            Map<Fate, Long> known = new EnumMap<>(Fate.class);
            Arrays.stream(Fate.values()).forEach(fate -> known.put(fate, fates.getOrDefault(fate.word(), 0L)));
            Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
            Arrays.stream(Kind.values()).forEach(kind -> kinds.put(kind, differences.getOrDefault(kind.word(), 0L)));
            ProofTally tally = new ProofTally(inSource, known, kinds, altered, otherMail, bytesRead);
            return new UserProof(user.row().address(), tally, begun, ended, null, "");
        }
    }

    Path folder() throws IOException {
        PrivateFolder.at(folder);
        return folder;
    }

    Path items(MigrationUser user) {
        return folder.resolve(user.id().value() + ".manifest");
    }

    Path differences(MigrationUser user) {
        return folder.resolve(user.id().value() + ".differences");
    }

    private String end(MigrationUser user) {
        return user.id().value() + ".json";
    }

    void ended(MigrationUser user, String asked, UserProof proof) throws IOException {
        Ended ended = Ended.of(user, asked, sizes(user), proof);
        PrivateFolder.at(folder).write(end(user), out -> out.write(JsonText.of(ended)));
    }

    private Sizes sizes(MigrationUser user) throws IOException {
        return new Sizes(Files.size(items(user)), Files.size(differences(user)));
    }

    /** Empty also when something else was asked, or a file is not as long as it was. */
    Optional<UserProof> finished(MigrationUser user, String asked) throws IOException {
        if (anew) {
            forget(user);
        }
        Path file = folder.resolve(end(user));
        if (!Files.exists(file) || !Files.exists(items(user)) || !Files.exists(differences(user))) {
            return Optional.empty();
        }
        try {
            Sizes sizes = sizes(user);
            return Optional.of(JsonText.read(Files.readString(file), Ended.class))
                    .filter(ended -> ended.answers(user, asked) && ended.sizes().equals(sizes))
                    .map(ended -> ended.proof(user));
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // it is looked at again
        }
    }

    void forget(MigrationUser user) throws IOException {
        Files.deleteIfExists(folder.resolve(end(user)));
        Files.deleteIfExists(items(user));
        Files.deleteIfExists(differences(user));
    }
}
