package org.stagepost.sync;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;

/**
 * Turns a folder's state into bytes and back: version, content, CRC-32.
 * Equal states give equal bytes, so that a state that did not change need not be stored.
 */
final class FolderStateCodec {
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 4;

    private FolderStateCodec() {}

    static byte[] encode(FolderState state) {
        StateOutput out = new StateOutput();
        out.octet(VERSION);
        out.text(state.sourceIdentity());
        out.text(state.tbase().identity());
        out.text(state.tbase().position());
        CopiedItemsCodec.write(out, state.copied());
        writeFates(out, state.fates());
        out.keys(state.intent().keys());
        out.difference(state.intent().plannedAt().getEpochSecond());
        out.number(state.sliceMillis());
        byte[] content = out.toByteArray();
        return ByteBuffer.allocate(content.length + CHECKSUM_BYTES)
                .put(content)
                .putInt(checksum(content, content.length))
                .array();
    }

    /** Empty when the bytes are damaged or of another version: the folders are then compared in full. */
    static Optional<FolderState> decode(byte[] bytes) {
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < 1 || bytes[0] != VERSION || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
            return Optional.empty();
        }
        try {
            StateInput in = new StateInput(bytes, 1, length - 1);
            FolderState state = read(in);
            return in.isAtEnd() ? Optional.of(state) : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FolderState read(StateInput in) {
        return new FolderState(
                in.text(),
                new FolderMark(in.text(), in.text()),
                CopiedItemsCodec.read(in),
                readFates(in),
                new Intent(in.keys(), Instant.ofEpochSecond(in.difference())),
                in.number());
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
