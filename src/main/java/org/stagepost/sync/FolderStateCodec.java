package org.stagepost.sync;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;

/**
 * Turns a folder's state into bytes and back: version, content, CRC-32.
 * Equal states give equal bytes, so that a state that did not change need not be stored.
 */
final class FolderStateCodec {
    private static final int VERSION = 2;
    /** The same, and identities behind it: only states that have some. */
    private static final int WITH_IDENTITIES = 3;

    private static final int CHECKSUM_BYTES = 4;

    private FolderStateCodec() {}

    static byte[] encode(FolderState state) {
        StateOutput out = new StateOutput();
        boolean plain = state.identities().isNone();
        out.octet(plain ? VERSION : WITH_IDENTITIES);
        writeStatus(out, state.source());
        out.text(state.tbase().identity());
        out.text(state.tbase().position());
        CopiedItemsCodec.write(out, state.copied());
        writeFates(out, state.fates());
        writeIntents(out, state.intents());
        writeSuspects(out, state.suspects());
        out.number(state.sliceMillis());
        if (!plain) {
            KnownIdentitiesCodec.write(out, state.identities());
        }
        byte[] content = out.toByteArray();
        return ByteBuffer.allocate(content.length + CHECKSUM_BYTES)
                .put(content)
                .putInt(checksum(content, content.length))
                .array();
    }

    /** Empty when the bytes are damaged or of another version: the folders are then compared in full. */
    static Optional<FolderState> decode(byte[] bytes) {
        int length = bytes.length - CHECKSUM_BYTES;
        boolean known = length > 0 && (bytes[0] == VERSION || bytes[0] == WITH_IDENTITIES);
        if (!known || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
            return Optional.empty();
        }
        try {
            StateInput in = new StateInput(bytes, 1, length - 1);
            FolderState plain = read(in);
            FolderState state = bytes[0] == VERSION ? plain : plain.withIdentities(KnownIdentitiesCodec.read(in));
            return in.isAtEnd() ? Optional.of(state) : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FolderState read(StateInput in) {
        return new FolderState(
                readStatus(in),
                new FolderMark(in.text(), in.text()),
                CopiedItemsCodec.read(in),
                readFates(in),
                readIntents(in),
                readSuspects(in),
                in.number(),
                KnownIdentities.NONE);
    }

    private static void writeStatus(StateOutput out, FolderStatus status) {
        out.text(status.identity());
        out.text(status.position());
        out.difference(status.items());
        out.text(status.changes());
        out.text(status.folderId());
    }

    private static FolderStatus readStatus(StateInput in) {
        return new FolderStatus(in.text(), in.text(), in.difference(), in.text(), in.text());
    }

    private static void writeIntents(StateOutput out, List<Intent> intents) {
        out.number(intents.size());
        intents.forEach(intent -> writeIntent(out, intent));
    }

    private static List<Intent> readIntents(StateInput in) {
        int count = in.count();
        List<Intent> intents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            intents.add(readIntent(in));
        }
        return intents;
    }

    private static void writeIntent(StateOutput out, Intent intent) {
        out.keys(intent.keys());
        writeInstant(out, intent.plannedAt());
    }

    private static Intent readIntent(StateInput in) {
        return new Intent(in.keys(), readInstant(in));
    }

    private static void writeSuspects(StateOutput out, Suspects suspects) {
        out.number(suspects.groups().size());
        for (Suspects.Group group : suspects.groups()) {
            writeIntent(out, group.intent());
            writeInstant(out, group.diedAt());
        }
    }

    private static Suspects readSuspects(StateInput in) {
        int count = in.count();
        List<Suspects.Group> groups = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            groups.add(new Suspects.Group(readIntent(in), readInstant(in)));
        }
        return new Suspects(groups);
    }

    /** To the second. */
    private static void writeInstant(StateOutput out, Instant instant) {
        out.difference(instant.getEpochSecond());
    }

    private static Instant readInstant(StateInput in) {
        try {
            return Instant.ofEpochSecond(in.difference());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void writeFates(StateOutput out, Map<ItemKey, FailureCode> fates) {
        Map<FailureCode, List<ItemKey>> byCode = new LinkedHashMap<>();
        fates.forEach((key, code) ->
                byCode.computeIfAbsent(code, fresh -> new ArrayList<>()).add(key));
        out.number(byCode.size());
        byCode.forEach((code, keys) -> {
            out.text(code.name());
            out.keys(keys);
        });
    }

    private static Map<ItemKey, FailureCode> readFates(StateInput in) {
        Map<ItemKey, FailureCode> fates = new LinkedHashMap<>();
        int codes = in.count();
        for (int i = 0; i < codes; i++) {
            FailureCode code = FailureCode.valueOf(in.text());
            in.keys().forEach(key -> fates.put(key, code));
        }
        return fates;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
