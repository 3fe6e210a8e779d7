package org.stagepost.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.proof.Depth;
import org.stagepost.sync.SkippedItem;

/**
 * What is asked of one mailbox: whatever decides the answer besides what the servers hold. An answer to one question is
 * none to another.
 */
final class ProofQuestion {
    private final JobFile jobFile;
    private final Depth depth;

    ProofQuestion(JobFile jobFile, Depth depth) {
        this.jobFile = jobFile;
        this.depth = depth;
    }

    /** Hex SHA-256. @param state of the user, as {@link UserState#of} */
    String of(MigrationUser user, String state, List<SkippedItem> skipped) {
        UserRow row = user.row();
        Stream<Object> parts = Stream.of(
                Objects.toString(ProofQuestion.class.getPackage().getImplementationVersion()),
                jobFile.name(),
                depth.word(),
                place(jobFile.source()),
                place(jobFile.target()),
                EffectiveSettings.folders(jobFile),
                jobFile.options().labels(),
                jobFile.options().mirror(),
                row.address(),
                row.userName(),
                row.userRoot(),
                row.targetUserName(),
                state,
                skipped);
        return hash(parts.map(Objects::toString).toList().toString());
    }

    private static String place(Endpoint endpoint) {
        return endpoint.address() + " " + endpoint.login().as() + " "
                + endpoint.login().mailboxNaming();
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
