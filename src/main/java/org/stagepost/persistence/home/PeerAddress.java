package org.stagepost.persistence.home;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.credential.PrivateFile;
import org.stagepost.credential.Secret;
import org.stagepost.model.HomeFolder;

/**
 * Where a running batch serves its store on loopback: the file {@code db/peer}, written when the store is open and
 * deleted before it closes. After a crash the file is stale; only the home's lock tells whether anybody is alive.
 */
record PeerAddress(int port, Secret password) {
    static final String USER = "PEER";

    private static final Pattern TEXT = Pattern.compile("port=(\\d{1,5})\npassword=([0-9a-f]{16,})\n");

    /** Empty when there is no file, or it is of another version. */
    static Optional<PeerAddress> read(HomeFolder home) {
        return file(home).read().flatMap(PeerAddress::parse);
    }

    private static Optional<PeerAddress> parse(byte[] content) {
        Matcher text = TEXT.matcher(new String(content, StandardCharsets.US_ASCII));
        return text.matches()
                ? Optional.of(new PeerAddress(Integer.parseInt(text.group(1)), Secret.of(text.group(2))))
                : Optional.empty();
    }

    StoreLogin login() {
        return new StoreLogin("jdbc:hsqldb:hsql://127.0.0.1:" + port + "/" + Hsqldb.NAME, USER, password);
    }

    void write(HomeFolder home) {
        String text = "port=" + port + "\npassword=" + password.reveal() + "\n";
        file(home).write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static void delete(HomeFolder home) {
        file(home).delete();
    }

    private static PrivateFile file(HomeFolder home) {
        return new PrivateFile(home.store().resolve("peer"));
    }
}
