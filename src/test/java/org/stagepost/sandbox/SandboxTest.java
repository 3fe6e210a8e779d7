package org.stagepost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.ldap.LdapDirectoryConnector;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FolderPath;
import org.yaml.snakeyaml.Yaml;

class SandboxTest {
    private static final ChangeJournal NO_JOURNAL = new ChangeJournal() {
        @Override
        public long intend(DirectoryChange change) {
            return 0;
        }

        @Override
        public void refuse(long row) {}

        @Override
        public void confirm(long row) {}
    };

    private static Path folder;
    private static Sandbox sandbox;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary.resolve("it's a demo");
        sandbox = Sandbox.start(folder);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void oldMailboxesHoldWhatIsPromised() throws MessagingException {
        int messages = 0;
        for (EmailAddress user : Sandbox.users()) {
            Map<FolderPath, Integer> seen = oldMailboxOverImap(user);
            assertThat(seen).isEqualTo(Sandbox.oldMailbox(user));
            messages += seen.values().stream().mapToInt(Integer::intValue).sum();
        }

        assertThat(messages).isBetween(3_000, 6_000);
        assertThat(Sandbox.users()).hasSize(10);
        assertThat(Sandbox.oldMailbox(Sandbox.users().get(0)))
                .containsKeys(FolderPath.of("Büro", "Übergabe"), FolderPath.of("請求書"));
    }

    @Test
    void messagesHaveFlagsKeywordsAndOldDates() throws MessagingException {
        try (Store store = open(sandbox.oldImapPort(), Sandbox.users().get(1), "old-mail")) {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Message> messages = Arrays.asList(inbox.getMessages());

            assertThat(messages).anyMatch(message -> has(message, new Flags(Flags.Flag.SEEN)));
            assertThat(messages).anyMatch(message -> !has(message, new Flags(Flags.Flag.SEEN)));
            assertThat(messages).anyMatch(message -> has(message, new Flags("Project-Phoenix")));
            assertThat(inbox.getMessage(1).getReceivedDate()).isBefore("2010-01-01");
        }
    }

    @Test
    void everyStartHoldsTheSame(@TempDir Path other) throws IOException, MessagingException {
        String first = fingerprint(sandbox.oldImapPort(), folder);
        try (Sandbox second = Sandbox.start(other)) {
            assertThat(fingerprint(second.oldImapPort(), other)).isEqualTo(first);
        }
    }

    @Test
    void newMailboxOpensOnceTheDirectoryHasConvertedItsEntry() throws IOException {
        EmailAddress user = Sandbox.users().get(0);
        try (var imap = new ImapDialogue(sandbox.newImapPort())) {
            assertThat(imap.result(login(user, "new-mail"))).isEqualTo("NO");
            assertThat(sandbox.newMailbox(user)).isEmpty();

            convert(user);

            assertThat(imap.result(login(user, "new-mail"))).isEqualTo("OK");
            assertThat(sandbox.newMailbox(user)).isEqualTo(Map.of(FolderPath.INBOX, 0));
        }
    }

    @Test
    void wrongPasswordOpensNothing() throws IOException {
        EmailAddress user = Sandbox.users().get(2);
        try (var imap = new ImapDialogue(sandbox.oldImapPort())) {
            assertThat(imap.result(login(user, "new-mail"))).isEqualTo("NO");
            assertThat(imap.result("LOGIN \"" + user + "\" \"" + secret(folder, "old-mail") + "\""))
                    .isEqualTo("NO");
            assertThat(imap.result(login(user, "old-mail"))).isEqualTo("OK");
        }
    }

    @Test
    void newMailSystemRefusesOneMessageAndNoOther() throws IOException, MessagingException {
        EmailAddress user = Sandbox.refusedMessage().user();
        convert(user);
        Map<String, String> answers = new HashMap<>();
        try (Store store = open(sandbox.oldImapPort(), user, "old-mail");
                var imap = new ImapDialogue(sandbox.newImapPort())) {
            imap.say(login(user, "new-mail"));
            imap.say("CREATE Archive.2019");
            Folder old = store.getFolder(
                    String.join(".", Sandbox.refusedMessage().folder().names()));
            old.open(Folder.READ_ONLY);
            for (Message message : old.getMessages()) {
                answers.put(message.getSubject(), imap.append("Archive.2019", text(message)));
            }
        }

        assertThat(answers.entrySet().stream()
                        .filter(answer -> answer.getValue().equals("NO"))
                        .map(Map.Entry::getKey))
                .containsExactly(Sandbox.refusedMessage().subject());
        assertThat(answers.values()).containsOnly("OK", "NO");
        assertThat(sandbox.newMailbox(user)).containsEntry(FolderPath.of("Archive", "2019"), answers.size() - 1);
    }

    @Test
    void appendKeepsFlagsDateAndBytes() throws IOException, MessagingException {
        EmailAddress user = Sandbox.users().get(4);
        convert(user);
        String message = "Subject: x\r\n\r\nGrüße\r\n";
        try (var imap = new ImapDialogue(sandbox.newImapPort())) {
            imap.say(login(user, "new-mail"));
            assertThat(imap.say("APPEND INBOX (\\Seen) {3+}\r\nabc").get(0)).startsWith("OK [APPENDUID ");
            assertThat(imap.append("INBOX", message)).isEqualTo("OK");
            assertThat(imap.append("Nowhere", message)).isEqualTo("NO");
            assertThat(imap.result("NOOP")).isEqualTo("OK");
            imap.say("SELECT INBOX");

            String fetched = String.join("\n", imap.say("FETCH 2 (FLAGS INTERNALDATE RFC822.SIZE)"));

            assertThat(fetched).contains("\\Seen", "$Forwarded", "Mar-2009 ");
            assertThat(fetched).contains("RFC822.SIZE " + message.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void lastUserHasNoMailUserInTheNewDirectory() {
        try (Directory directory = directory(SandboxDirectory.NEW_BASE)) {
            for (EmailAddress user : Sandbox.users()) {
                assertThat(directory.find(user)).hasSize(user.equals(Sandbox.unknownUser()) ? 0 : 1);
            }
        }
    }

    @Test
    void forwardingIsSeen() {
        EmailAddress user = Sandbox.users().get(5);
        EmailAddress target = new EmailAddress(user.localPart() + "@new.contoso.test");

        assertThat(sandbox.forwarding(user)).isEmpty();
        try (Directory directory = directory(SandboxDirectory.OLD_BASE)) {
            directory.change(directory.find(user).get(0), new Redirection(target), NO_JOURNAL);
        }

        assertThat(sandbox.forwarding(user)).contains("SMTP:" + target);
    }

    @Test
    void passwordsLieInFilesOfTheirOwnerAndNowhereElse() throws IOException {
        String job = Files.readString(sandbox.jobFile());
        String csv = Files.readString(folder.resolve("demo-users.csv"));

        for (String name : List.of("old-mail", "new-mail", "directory", "first-password")) {
            Path file = folder.resolve(name + ".secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(job + csv).doesNotContain(Files.readString(file));
            assertThat(job.replace("''", "'") + csv).contains("file:" + file);
        }
        assertThat(csv.lines()).hasSize(1 + Sandbox.users().size());
    }

    @Test
    void jobFileNamesTheServers() throws IOException {
        Map<String, Object> job = new Yaml().load(Files.readString(sandbox.jobFile()));

        assertThat(job).containsEntry("name", "demo").containsEntry("type", "staged");
        assertThat(job.get("endpoints"))
                .asInstanceOf(list(Map.class))
                .extracting("name", "kind", "port")
                .containsExactly(
                        tuple("old-mail", "imap", sandbox.oldImapPort()),
                        tuple("new-mail", "imap", sandbox.newImapPort()),
                        tuple("old-directory", "ldap", sandbox.directoryPort()),
                        tuple("new-directory", "ldap", sandbox.directoryPort()),
                        tuple("mail-out", "smtp", sandbox.smtpPort()));
        assertThat(job.get("endpoints"))
                .asInstanceOf(list(Map.class))
                .filteredOn(endpoint -> endpoint.containsKey("login"))
                .extracting("login.password")
                .containsExactly(
                        "file:" + folder.resolve("old-mail.secret"),
                        "file:" + folder.resolve("new-mail.secret"),
                        "file:" + folder.resolve("directory.secret"),
                        "file:" + folder.resolve("directory.secret"));
    }

    @Test
    void keepsTheTextOfMails() throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(sandbox.smtpPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("stagepost@contoso.test"));
        mail.setRecipients(Message.RecipientType.TO, "admin@contoso.test, other@contoso.test");
        mail.setSubject("Batch „demo“ is Synced", "UTF-8");
        mail.setText("Grüße,\r\nStagepost", "UTF-8");

        Transport.send(mail);

        assertThat(sandbox.mails()).containsExactly("""
                        From: stagepost@contoso.test
                        To: admin@contoso.test, other@contoso.test
                        Subject: Batch „demo“ is Synced

                        Grüße,
                        Stagepost""");
    }

    private static boolean has(Message message, Flags flags) {
        try {
            return message.getFlags().contains(flags);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fingerprint(int port, Path home) throws MessagingException {
        StringBuilder seen = new StringBuilder();
        try (Store store = openWith(port, Sandbox.users().get(3), secret(home, "old-mail"))) {
            for (Folder each : store.getDefaultFolder().list("*")) {
                each.open(Folder.READ_ONLY);
                for (Message message : each.getMessages()) {
                    seen.append(each.getFullName())
                            .append(((UIDFolder) each).getUID(message))
                            .append(message.getReceivedDate().getTime())
                            .append(message.getFlags())
                            .append(text(message).hashCode())
                            .append('\n');
                }
            }
        }
        return seen.toString();
    }

    private static Map<FolderPath, Integer> oldMailboxOverImap(EmailAddress user) throws MessagingException {
        try (Store store = open(sandbox.oldImapPort(), user, "old-mail")) {
            return Arrays.stream(store.getDefaultFolder().list("*"))
                    .collect(Collectors.toMap(
                            each -> FolderPath.of(each.getFullName().split("\\.")), SandboxTest::count));
        }
    }

    private static int count(Folder each) {
        try {
            return each.getMessageCount();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Store open(int port, EmailAddress user, String secretName) throws MessagingException {
        return openWith(port, user, secret(folder, secretName));
    }

    private static Store openWith(int port, EmailAddress user, String password) throws MessagingException {
        Store store = Session.getInstance(new Properties()).getStore("imap");
        store.connect("127.0.0.1", port, user + "*" + MasterLogins.ADMINISTRATOR, password);
        return store;
    }

    private static String login(EmailAddress user, String secretName) {
        return "LOGIN \"" + user + "*" + MasterLogins.ADMINISTRATOR + "\" \"" + secret(folder, secretName) + "\"";
    }

    private static String secret(Path home, String name) {
        try {
            return Files.readString(home.resolve(name + ".secret"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Message message) {
        try {
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void convert(EmailAddress user) {
        try (Directory directory = directory(SandboxDirectory.NEW_BASE)) {
            DirectoryEntry entry = directory.find(user).get(0);
            directory.change(entry, new NewMailbox(Secret.of("Passw0rd"), true), NO_JOURNAL);
        }
    }

    private static Directory directory(String base) {
        Login login = Login.admin(LoginStyle.PLAIN, SandboxDirectory.ADMINISTRATOR, SecretReference.none());
        Endpoint endpoint = Endpoint.at(
                        "directory",
                        EndpointKind.LDAP,
                        "127.0.0.1",
                        sandbox.directoryPort(),
                        Protection.of(Security.NONE, ""))
                .withLogin(login)
                .withBaseDn(base);
        return new LdapDirectoryConnector().open(endpoint, Secret.of(secret(folder, "directory")));
    }
}
