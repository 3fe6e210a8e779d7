package org.stagepost.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.LeftOutRow;
import org.stagepost.migration.UserProof;
import org.stagepost.model.FailureCode;
import org.stagepost.proof.Difference;
import org.stagepost.proof.Fate;
import org.stagepost.proof.ProofTally;

/**
 * manifest.json: what a verification came to, and hashes of the files with its rows.
 *
 * @param mode quick, items, sample-N or full
 * @param program name and version
 * @param whole no row of the batch is left out
 * @param mailboxesVerified users that were compared; null, as the next two, in a summary of an earlier version
 * @param mailboxesOfBatch all of them, and rows that are left out
 * @param clean every user was verified, and nothing is missing, additional, different, new or unapproved
 * @param fates how many rows of manifest.csv have each fate
 * @param differences how many rows of differences.csv are of each kind
 * @param takenOver how many of the verified users were found the same before {@code begun}, by a verification that did not get through
 * @param remark what else is to be known of the batch's rows; may be empty
 * @param keyFingerprint hex SHA-256 of the public key
 * @param signature Ed25519, base64, of this document with an empty signature
 */
record ManifestSummary(
        int schema,
        String batch,
        int pass,
        String mode,
        String program,
        Instant begun,
        Instant ended,
        boolean whole,
        @Nullable Integer mailboxesVerified,
        @Nullable Integer mailboxesOfBatch,
        @Nullable Integer takenOver,
        boolean clean,
        long items,
        Map<String, Long> fates,
        Map<String, Long> differences,
        long altered,
        long otherMail,
        long bytesRead,
        int rowsLeftOut,
        List<LeftOut> leftOut,
        String remark,
        List<User> users,
        File manifest,
        File differencesFile,
        String publicKey,
        String keyFingerprint,
        String signature) {

    ManifestSummary {
        leftOut = Objects.requireNonNullElse(leftOut, List.of()); // a summary of an earlier version
    }

    /**
     * One user.
     *
     * @param failureCode null when the mailbox was verified
     * @param begun when its comparison began
     * @param sha256 of the user's rows in manifest.csv
     */
    record User(
            String emailAddress,
            boolean clean,
            @Nullable String failureCode,
            String message,
            Instant begun,
            Instant ended,
            long items,
            long differences,
            String sha256) {
        static User of(UserProof proof, String sha256) {
            FailureCode failure = proof.failure();
            return new User(
                    proof.address().value(),
                    proof.isClean(),
                    failure == null ? null : failure.name(),
                    proof.message(),
                    proof.begun().truncatedTo(ChronoUnit.SECONDS),
                    proof.ended().truncatedTo(ChronoUnit.SECONDS),
                    proof.tally().inSource(),
                    proof.tally().differing(),
                    sha256);
        }
    }

    /** A row of the batch that is not looked at. */
    record LeftOut(int line, String emailAddress, String why) {
        static LeftOut of(LeftOutRow row) {
            return new LeftOut(row.line(), row.address(), row.why());
        }
    }

    boolean isWhole() {
        return whole && rowsLeftOut == 0;
    }

    int verified() {
        return (int) users.stream().filter(user -> user.failureCode() == null).count();
    }

    int mailboxes() {
        return users.size() + rowsLeftOut;
    }

    List<LeftOutRow> leftOutRows() {
        return leftOut.stream()
                .map(row -> new LeftOutRow(row.line(), row.emailAddress(), row.why()))
                .toList();
    }

    /** @param rows without the header */
    record File(String name, long rows, String sha256) {}

    static ManifestSummary of(BatchProof proof, List<String> hashes, File manifest, File differences, ManifestKey key) {
        ProofTally tally = proof.tally();
        List<User> users = new ArrayList<>();
        for (int i = 0; i < proof.users().size(); i++) {
            users.add(User.of(proof.users().get(i), hashes.get(i)));
        }
        return new ManifestSummary(
                JsonText.SCHEMA,
                proof.batch().value(),
                proof.pass().value(),
                proof.depth().word(),
                runningProgram(),
                proof.begun().truncatedTo(ChronoUnit.SECONDS),
                proof.ended().truncatedTo(ChronoUnit.SECONDS),
                proof.scope().isWhole(),
                proof.verified(),
                proof.mailboxes(),
                proof.takenOver().size(),
                proof.exitCode().number() == 0,
                tally.inSource(),
                fatesOf(tally),
                kindsOf(tally),
                tally.altered(),
                tally.otherMail(),
                tally.bytesRead(),
                proof.scope().leftOut().size(),
                proof.scope().leftOut().stream().map(LeftOut::of).toList(),
                proof.scope().remark(),
                users,
                manifest,
                differences,
                key.publicText(),
                key.fingerprint(),
                "");
    }

    private static String runningProgram() {
        String version = ManifestSummary.class.getPackage().getImplementationVersion();
        return "Stagepost " + Objects.requireNonNullElse(version, "(not packaged)");
    }

    static Map<String, Long> fatesOf(ProofTally tally) {
        Map<String, Long> words = new LinkedHashMap<>();
        Arrays.stream(Fate.values()).forEach(fate -> words.put(fate.word(), tally.of(fate)));
        return words;
    }

    static Map<String, Long> kindsOf(ProofTally tally) {
        Map<String, Long> words = new LinkedHashMap<>();
        Arrays.stream(Difference.Kind.values()).forEach(kind -> words.put(kind.word(), tally.of(kind)));
        return words;
    }
}
