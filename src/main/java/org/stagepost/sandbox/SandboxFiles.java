package org.stagepost.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** The job file and CSV of the sandbox, and its passwords: new at every start, each in a file only its owner reads. */
final class SandboxFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int SECRET_BYTES = 12;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    /** The ports that the job file names. */
    record Ports(int oldImap, int newImap, int directory, int smtp) {}

    SandboxFiles(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Files.createDirectories(this.folder);
    }

    Path jobFile() {
        return folder.resolve("demo.yml");
    }

    private Path secretFile(String name) {
        return folder.resolve(name + ".secret");
    }

    /** A new password, in the file of that name. */
    String secret(String name) throws IOException {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        Path file = secretFile(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, secret, StandardCharsets.US_ASCII);
        return secret;
    }

    void write(Ports ports) throws IOException {
        secret("first-password");
        Files.writeString(folder.resolve("demo-users.csv"), csv(), StandardCharsets.UTF_8);
        Files.writeString(jobFile(), job(ports), StandardCharsets.UTF_8);
    }

    private String csv() {
        return SandboxPerson.all().stream()
                .map(this::row)
                .collect(Collectors.joining("\n", "EmailAddress,Password,ForceChangePassword\n", "\n"));
    }

    private String row(SandboxPerson person) {
        String password = "\"file:" + secretFile("first-password") + "\"";
        return person.address()
                + switch (person.password()) {
                    case KEPT -> ",,";
                    case SET -> "," + password + ",False";
                    case SET_AND_CHANGED_AT_FIRST_LOGIN -> "," + password + ",True";
                };
    }

    private String job(Ports ports) {
        return """
                # A staged migration batch between the two mail systems of the sandbox.
                name: demo
                type: staged
                csv: demo-users.csv
                source:          { endpoint: old-mail }
                target:          { endpoint: new-mail }
                sourceDirectory: { endpoint: old-directory }
                targetDirectory: { endpoint: new-directory }
                smtp:            { endpoint: mail-out }
                targetDeliveryDomain: %s
                forwarding: before-sync
                maxConcurrentMigrations: 4
                badItemLimit: unlimited
                notify: [admin@%s]
                endpoints:
                """.formatted(SandboxPerson.NEW_DOMAIN, SandboxPerson.DOMAIN)
                + imap("old-mail", ports.oldImap())
                + imap("new-mail", ports.newImap())
                + ldap("old-directory", ports.directory(), SandboxDirectory.OLD_BASE)
                + ldap("new-directory", ports.directory(), SandboxDirectory.NEW_BASE)
                + endpoint("mail-out", "smtp", ports.smtp())
                + "    from: stagepost@" + SandboxPerson.DOMAIN + "\n";
    }

    private String imap(String name, int port) {
        return endpoint(name, "imap", port)
                + "    login: { as: admin, style: master-user, separator: \"*\", mailboxNaming: address, user: "
                + MasterLogins.ADMINISTRATOR + ", password: " + reference(name) + " }\n";
    }

    private String ldap(String name, int port, String baseDn) {
        return endpoint(name, "ldap", port)
                + "    baseDn: \"" + baseDn + "\"\n"
                + "    login: { as: admin, user: \"" + SandboxDirectory.ADMINISTRATOR + "\", password: "
                + reference("directory") + " }\n";
    }

    private static String endpoint(String name, String kind, int port) {
        return """
                - name: %s
                  kind: %s
                  host: %s
                  port: %d
                  security: none
                  allowPlaintext: true
                """.formatted(name, kind, Loopback.ADDRESS, port).indent(2);
    }

    /** A YAML string in single quotes, which takes any path once its own quotes are doubled. */
    private String reference(String secret) {
        return "'file:" + secretFile(secret).toString().replace("'", "''") + "'";
    }
}
