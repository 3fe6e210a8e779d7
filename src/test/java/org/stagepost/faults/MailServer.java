package org.stagepost.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stagepost.testing.RealServer;

/** A Dovecot or Cyrus with many users, whose mailboxes are given out one after the other. */
final class MailServer implements AutoCloseable {
    static final String PASSWORD = "secret";

    private final RealServer server;
    private final boolean belowInbox;
    private int given;

    private MailServer(RealServer server, boolean belowInbox) {
        this.server = server;
        this.belowInbox = belowInbox;
    }

    static MailServer dovecot(int users) {
        return new MailServer(RealServer.start("dovecot", environment(users)), false);
    }

    /** Its folders lie below INBOX and are separated by a dot. */
    static MailServer cyrus(int users) {
        return new MailServer(RealServer.start("cyrus", environment(users)), true);
    }

    /** Its folders lie beside INBOX and are separated by a slash. */
    static MailServer cyrusBesideInbox(int users) {
        Map<String, String> environment = new HashMap<>(environment(users));
        environment.putAll(Map.of("ALTNS", "yes", "UNIXSEP", "yes"));
        return new MailServer(RealServer.start("cyrus", environment), false);
    }

    private static Map<String, String> environment(int users) {
        return Map.of("USERS", String.valueOf(users), "PASSWORD", PASSWORD, "QUOTA", "10G");
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
        return belowInbox && !path.equals("INBOX") ? "INBOX." + path.replace('/', '.') : path;
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
