package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.credential.Secret;
import org.stagepost.imap.wire.sasl.PlainExchange;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Nothing that a message, a name or a mark says becomes a command: a strict server hears exactly what was meant. */
@Tag("campaign")
class CommandFuzzTest {
    private static final int INPUTS = Integer.getInteger("campaign.fuzz", 20_000);
    private static final List<String> EXTENSIONS =
            List.of("", " LITERAL+", " LITERAL-", " LITERAL+ MULTIAPPEND SASL-IR");
    /** Consistent, as every server is: what was taken once is always taken. */
    private static final List<Predicate<String>> DISLIKES = List.of(
            line -> false,
            line -> line.contains("Etikett1"),
            line -> line.matches("(?s).*\\b(NIL|nil)\\b.*"),
            line -> line.contains("\"INBOX\""),
            line -> line.matches(
                    ".*\"[^\"]*-(19[0-6][0-9]|0[0-9]{3}|1[0-8][0-9]{2}|[3-9][0-9]{3}|20[4-9][0-9]) [^\"]*\" .*"));

    @Test
    @Timeout(7200)
    void aServerHearsWhatWasMeantAndNothingElse() throws IOException {
        for (int seed = 0; seed < INPUTS; seed++) {
            new Conversation(seed).hold();
        }
    }

    private static final class Conversation {
        private final long seed;
        private final Random random;
        private final RandomCommands commands;
        private final boolean mild;
        private final StrictServer server;
        private final WireConnection connection;
        private final List<List<String>> meant = new ArrayList<>();
        private final List<Submitted> underWay = new ArrayList<>();

        Conversation(long seed) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            this.commands = new RandomCommands(random);
            Predicate<String> disliked = commands.pick(DISLIKES);
            this.mild = disliked == DISLIKES.get(0);
            this.server = new StrictServer(disliked, random.nextBoolean() ? "BAD" : "NO");
            MemorySocket socket = new MemorySocket(server);
            socket.says("* OK [CAPABILITY IMAP4rev1" + commands.pick(EXTENSIONS) + "] at your service\r\n");
            this.connection = socket.connection(WireLimits.STANDARD);
        }

        void hold() {
            connection.greeting();
            try {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    say();
                }
                underWay.forEach(Submitted::await);
                assertThat(!mild || server.commands().equals(meant))
                        .as("seed %d: all heard", seed)
                        .isTrue();
            } catch (MigrationException e) {
                assertThat(connection.isOpen())
                        .as("seed %d: open after %s", seed, e)
                        .isFalse();
            }
            connection.close();
            check();
        }

        private void check() {
            assertThat(server.faults()).as("seed %d", seed).isEmpty();
            int next = 0;
            for (List<String> heard : server.commands()) {
                while (next < meant.size() && !meant.get(next).equals(heard)) {
                    next++;
                }
                assertThat(next)
                        .as("seed %d: %s was not meant; %s was", seed, heard, meant)
                        .isLessThan(meant.size());
                next++;
            }
        }

        private void say() {
            if (random.nextInt(3) > 0) {
                append();
                return;
            }
            String name = commands.name();
            switch (random.nextInt(8)) {
                case 0 -> run(Command.create(name), "CREATE", '"' + name);
                case 1 -> run(Command.examine(name), "EXAMINE", '"' + name);
                case 2 -> run(Command.subscribe(name), "SUBSCRIBE", '"' + name);
                case 3 -> run(Command.status(name), "STATUS", '"' + name, "(UIDVALIDITY UIDNEXT)");
                case 4 -> run(Command.lsub(name), "LSUB", "\"", '"' + name);
                case 5 -> login(name, commands.name());
                case 6 -> authenticate(name.replace("\0", ""), commands.name());
                default -> store();
            }
        }

        private void run(Command command, String... words) {
            meant.add(Arrays.asList(words));
            connection.run(command, UntaggedReplies.ignored());
        }

        private void login(String user, String password) {
            run(Command.login(user, Secret.of(password)), "LOGIN", '"' + utf8(user), '"' + utf8(password));
        }

        private static String utf8(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }

        private void authenticate(String mailbox, String password) {
            String response = mailbox + "\0ann\0" + password;
            String base64 = Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8));
            if (connection.capabilities().has(ImapCapability.SASL_IR)) {
                meant.add(List.of("AUTHENTICATE", "PLAIN", base64));
            } else {
                meant.add(List.of("AUTHENTICATE", "PLAIN"));
                meant.add(List.of("RESPONSE", base64));
            }
            new Authentication(connection, new PlainExchange(mailbox, "ann", Secret.of(password))).run();
        }

        private void store() {
            String uids = UidSet.format(commands.uids()).get(0);
            ItemHead head = commands.head();
            if (head.marks().keywords().stream().allMatch(MarkGrammar::isSafe)) {
                String marks = MarkGrammar.format(head.marks());
                run(Command.uidStore(uids, '+', head.marks()), "UID", "STORE", uids, "+FLAGS.SILENT", marks);
            }
        }

        private void append() {
            String name = commands.name();
            AppendCommand append = new AppendCommand(connection, name);
            List<String> words = new ArrayList<>(List.of("APPEND", '"' + name));
            boolean multi = connection.capabilities().has(ImapCapability.MULTIAPPEND);
            for (int i = multi ? random.nextInt(3) : 0; i >= 0; i--) {
                if (add(append, words)) {
                    return;
                }
            }
            meant.add(words);
            Submitted ended = append.finish();
            if (random.nextBoolean()) {
                underWay.add(ended);
            } else if (ended.await().isOk()) {
                connection.proven().folder(name);
            }
        }

        /** @return true when the server, or the writer itself, ended the command */
        private boolean add(AppendCommand append, List<String> words) {
            ItemHead head = commands.head();
            String text = commands.message();
            ItemContent content = commands.content(text);
            boolean ended;
            try {
                ended = append.add(head, content).isPresent();
            } catch (IllegalArgumentException e) {
                connection.cut();
                throw new MigrationException(FailureCode.INTERNAL, "not to be sent", e);
            }
            words.add(MarkGrammar.format(head.marks()));
            words.add('"' + InternalDate.format(head.receivedDate()));
            words.add('"' + text.substring(0, (int) Math.min(text.length(), content.sizeBytes())));
            assertThat(ended && mild)
                    .as("seed %d: refused by a server that takes all", seed)
                    .isFalse();
            return ended;
        }
    }
}
