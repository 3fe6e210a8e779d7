package org.stagepost.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stagepost.testing.RealServer;

/** Job files and CSV files between two Dovecots, logging in over TLS. */
final class BatchFiles {
    /** Given to the process in its environment; the master password of the kit's Dovecots. */
    static final Map<String, String> ENVIRONMENT = Map.of("MASTER_PASSWORD", "masterpw", "LDAP_PASSWORD", "admin");

    private final Path folder;
    private final RealServer source;
    private final RealServer target;

    BatchFiles(Path folder, RealServer source, RealServer target) {
        this.folder = folder;
        this.source = source;
        this.target = target;
    }

    Path home() {
        return folder.resolve("home");
    }

    Path csv() {
        return folder.resolve("users.csv");
    }

    void users(List<String> lines) {
        write(csv(), String.join("\r\n", lines) + "\r\n");
    }

    void write(String name, List<String> lines) {
        write(folder.resolve(name), String.join("\r\n", lines) + "\r\n");
    }

    /** The batch wave-2, between the same servers, of another CSV. */
    Path otherJob(String csv) {
        try {
            Path file = folder.resolve("other.yml");
            String text = Files.readString(imapJob(2));
            write(file, text.replace("name: wave-1", "name: wave-2").replace("users.csv", csv));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows log in at the source with their own password, at the target by the master user. */
    Path imapJob(int concurrency) {
        return job("imap", "{ as: user }", concurrency, "", "");
    }

    /** Reads from a server that accepts connections and never says a word: the run lasts until it is ended. */
    Path endlessJob(int silentPort) {
        Path file = folder.resolve("endless.yml");
        write(
                file,
                "name: wave-1\ntype: imap\ncsv: users.csv\nsource: { endpoint: silent }\n"
                        + "target: { endpoint: new-mail }\nendpoints:\n"
                        + "  - { name: silent, kind: imap, host: 127.0.0.1, port: " + silentPort
                        + ", security: none, allowPlaintext: true, login: { as: user } }\n"
                        + mail("new-mail", target, "{ as: user }"));
        return file;
    }

    Path stagedJob(RealServer sourceDirectory, RealServer targetDirectory) {
        return job(
                "staged",
                "{ as: admin, style: master-user, user: master, password: \"env:MASTER_PASSWORD\", mailboxNaming: local-part }",
                20,
                "sourceDirectory: { endpoint: old-directory }\n"
                        + "targetDirectory: { endpoint: new-directory }\n"
                        + "targetDeliveryDomain: new.example.test\n",
                directory("old-directory", sourceDirectory) + directory("new-directory", targetDirectory));
    }

    private Path job(String type, String sourceLogin, int concurrency, String keys, String endpoints) {
        Path file = folder.resolve(type + ".yml");
        write(
                file,
                "name: wave-1\ntype: " + type + "\ncsv: users.csv\nsource: { endpoint: old-mail }\n"
                        + "target: { endpoint: new-mail }\nmaxConcurrentMigrations: " + concurrency + "\n" + keys
                        + "endpoints:\n" + mail("old-mail", source, sourceLogin)
                        + mail(
                                "new-mail",
                                target,
                                "{ as: admin, style: master-user, user: master, password: \"env:MASTER_PASSWORD\","
                                        + " mailboxNaming: local-part }")
                        + endpoints);
        return file;
    }

    private static String mail(String name, RealServer server, String login) {
        return "  - { name: " + name + ", kind: imap, host: 127.0.0.1, port: " + (server.port() + 1)
                + ", security: tls, caFile: " + server.folder().resolve("tls/ca.pem") + ", login: " + login + " }\n";
    }

    private static String directory(String name, RealServer server) {
        return "  - { name: " + name + ", kind: ldap, host: 127.0.0.1, port: " + (server.port() + 1)
                + ", security: tls, caFile: " + server.folder().resolve("tls/ca.pem")
                + ", baseDn: \"ou=Migration,dc=ad,dc=example,dc=test\", login: { as: admin,"
                + " user: \"cn=admin,dc=ad,dc=example,dc=test\", password: \"env:LDAP_PASSWORD\" } }\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
