package org.stagepost.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.UserProof;
import org.stagepost.model.FailureCode;
import org.stagepost.proof.ProofTally;

/** What {@code verify} prints. */
public final class ProofViews {
    private static final int FIRST = 20;

    private ProofViews() {}

    /** {@code ann@example.test: 500 items, the same}. */
    public static String line(UserProof user) {
        return VisibleText.of(user.address() + ": " + outcome(user));
    }

    private static String outcome(UserProof user) {
        FailureCode failure = user.failure();
        if (failure != null) {
            return "NOT VERIFIED: " + failure + ": " + user.message();
        }
        ProofTally tally = user.tally();
        String items = tally.inSource() + (tally.inSource() == 1 ? " item" : " items");
        return items + ", " + (user.isClean() ? "the same" : different(tally))
                + (tally.altered() == 0 ? "" : ", " + tally.altered() + " as near as the target can keep them");
    }

    private static String different(ProofTally tally) {
        return "DIFFERENT: " + counts(ManifestSummary.kindsOf(tally));
    }

    private static String counts(Map<String, Long> counts) {
        List<String> words = new ArrayList<>();
        counts.forEach((word, count) -> {
            if (count > 0) {
                words.add(count + " " + word);
            }
        });
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /** Everything but the last sentence. */
    public static String text(BatchProof proof, KeptProof.Written files) {
        ProofTally tally = proof.tally();
        StringBuilder text = new StringBuilder("\n");
        first(files).forEach(line -> text.append(line).append('\n'));
        text.append("fates of ")
                .append(tally.inSource())
                .append(" items: ")
                .append(counts(ManifestSummary.fatesOf(tally)))
                .append('\n');
        if (tally.otherMail() > 0) {
            text.append("other mail in these folders of the target: ")
                    .append(tally.otherMail())
                    .append('\n');
        }
        takenOver(proof.takenOver()).ifPresent(line -> text.append(line).append('\n'));
        ScopeViews.lines(
                        proof.scope().isWhole(),
                        proof.verified(),
                        proof.mailboxes(),
                        proof.scope().leftOut())
                .forEach(line -> text.append(line).append('\n'));
        if (!proof.scope().remark().isEmpty()) {
            text.append("note: ").append(VisibleText.of(proof.scope().remark())).append('\n');
        }
        return text.append("manifest: ").append(files.summary()).append('\n').toString();
    }

    private static List<String> first(KeptProof.Written files) {
        List<String> lines = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(files.differences(), StandardCharsets.UTF_8);
                CSVParser rows = CSVParser.parse(in, ManifestRows.FORMAT)) {
            for (CSVRecord row : rows) {
                if (row.getRecordNumber() > FIRST + 1) {
                    lines.add("… all of them: " + files.differences());
                    break;
                }
                if (row.getRecordNumber() > 1) {
                    lines.add(row.get(6) + ": " + row.get(0) + " " + row.get(1) + " " + row.get(2)
                            + (row.get(5).isEmpty() ? "" : " \"" + row.get(5) + "\"")
                            + (row.get(7).isEmpty() ? "" : ": " + row.get(7)));
                }
            }
            return lines;
        } catch (IOException e) {
            throw ManifestFiles.unwritable(files.folder(), e);
        }
    }

    /** The signed summary itself. */
    public static String json(KeptProof.Written files) {
        try {
            return Files.readString(files.summary(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ManifestFiles.unwritable(files.folder(), e);
        }
    }

    public static String sentence(BatchProof proof) {
        long clean = proof.users().stream().filter(UserProof::isClean).count();
        long changed = proof.users().stream()
                .filter(user -> user.failure() == FailureCode.CHANGED_MEANWHILE)
                .count();
        long failed = proof.users().size() - proof.verified() - changed;
        long different = proof.verified() - clean;
        List<String> words = new ArrayList<>();
        words.add(clean + " of " + proof.users().size() + " mailboxes are the same ("
                + proof.depth().word() + ")");
        if (different > 0) {
            words.add(different + " differ");
        }
        if (failed > 0) {
            words.add(failed + " could not be verified");
        }
        if (changed > 0) {
            words.add(changed + " changed meanwhile (verify again)");
        }
        if (!proof.scope().isWhole()) {
            words.add("partial: " + ScopeViews.scope(proof.verified(), proof.mailboxes()));
        }
        return String.join(", ", words);
    }

    /** {@code taken over: 3 mailboxes, from …}; empty when there is none. */
    public static Optional<String> takenOver(List<UserProof> users) {
        return users.stream()
                .map(UserProof::begun)
                .min(Comparator.naturalOrder())
                .map(begun -> "taken over: "
                        + users.size() + (users.size() == 1 ? " mailbox" : " mailboxes")
                        + ", found the same by an earlier verification, of "
                        + begun.truncatedTo(ChronoUnit.SECONDS)
                        + ", and not looked at again (--again begins anew)");
    }

    public static String stopped(BatchProof proof) {
        return "stopped: " + proof.verified() + " of " + proof.users().size()
                + " mailboxes are through; the same command goes on with the others";
    }
}
