package org.stagepost.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stagepost.testing.RealServer;

/** A Dovecot or Cyrus with many users, whose mailboxes are given out one after the other. */
final class MailServer implements AutoCloseable {
    static final String PASSWORD = "secret";

    private final String program;
    private final RealServer server;
    private int given;

    private MailServer(String program, RealServer server) {
        this.program = program;
        this.server = server;
    }

    /** @param program {@code dovecot} or {@code cyrus} */
    static MailServer start(String program, int users) {
        Map<String, String> environment = new HashMap<>(Map.of("USERS", String.valueOf(users), "PASSWORD", PASSWORD));
        environment.put("QUOTA", "10G");
        return new MailServer(program, RealServer.start(program, environment));
    }

    int port() {
        return server.port();
    }

    /** The user name of a mailbox that nobody used so far. */
    synchronized String freshUser() {
        return String.format(Locale.ROOT, "user%02d", ++given);
    }

    WireClient client(String user) {
        return new WireClient(server.port(), user, PASSWORD);
    }

    Snapshot snapshot(String user) {
        return Snapshot.of(server.port(), user, PASSWORD);
    }

    Map<String, String> positions(String user) {
        return Snapshot.positions(server.port(), user, PASSWORD);
    }

    /** The wire name of a folder given as a path with slashes. */
    String wireName(String path) {
        boolean belowInbox = program.equals("cyrus") && !path.equals("INBOX");
        return belowInbox ? "INBOX." + path.replace('/', '.') : path;
    }

    /** Creates the folder if need be and appends. */
    void fill(String user, String path, List<TestMail> mails) {
        try (WireClient client = client(user)) {
            String name = wireName(path);
            if (!client.folders().contains(name)) {
                client.command("CREATE \"" + name + "\"");
            }
            client.append(name, mails);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
