package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stagepost.mailbox.Quota;
import org.stagepost.mailbox.Quota.Resource;

/** Takes the answer to GETQUOTAROOT (RFC 9208 §4.2): the limits of all roots that the folder is under. */
public final class QuotaReplies extends UntaggedReplies {
    /** RFC 9208 §5.1: STORAGE is counted in units of 1,024 octets. */
    private static final long STORAGE_UNIT = 1024;

    private static final int MOST = 100;

    private final List<Quota> quotas = new ArrayList<>();

    public List<Quota> quotas() {
        return List.copyOf(quotas);
    }

    @Override
    boolean takes(String name) {
        return name.equals("QUOTA") || name.equals("QUOTAROOT");
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        if (name.equals("QUOTA")) {
            in.astring();
            in.expect(' ');
            in.expect('(');
            while (!in.accept(')')) {
                if (!in.accept(' ')) {
                    resource(in);
                }
            }
        }
        in.skipLine();
    }

    /** Others than these two tell nothing about mail. */
    private void resource(ResponseTokenizer in) throws IOException {
        String resource = in.atom().toUpperCase(Locale.ROOT);
        in.expect(' ');
        long used = in.number();
        in.expect(' ');
        long limit = in.number();
        if (quotas.size() >= MOST) {
            throw new ProtocolViolation("more than " + MOST + " quotas");
        }
        switch (resource) {
            case "STORAGE" -> quotas.add(new Quota(Resource.BYTES, bytes(used), bytes(limit)));
            case "MESSAGE" -> quotas.add(new Quota(Resource.ITEMS, used, limit));
            default -> {
                // annotations, folders
            }
        }
    }

    private static long bytes(long units) {
        return units > Long.MAX_VALUE / STORAGE_UNIT ? Long.MAX_VALUE : units * STORAGE_UNIT;
    }
}
