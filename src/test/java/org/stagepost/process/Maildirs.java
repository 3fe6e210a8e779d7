package org.stagepost.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Puts messages straight into a Dovecot's Maildirs: thousands in a second. */
final class Maildirs {
    private static final Instant FIRST = Instant.parse("2015-03-01T08:00:00Z");
    private static final List<String> FLAGS = List.of("", "S", "RS", "FS", "S");

    private final Path mail;
    private final Random random;

    /** @param server the folder of a server of {@code src/test/servers} */
    Maildirs(Path server, long seed) {
        this.mail = server.resolve("mail");
        this.random = new Random(seed);
    }

    /** @param folder Maildir++ name such as {@code .Work.Reports}; empty for the inbox */
    void fill(String user, String folder, int messages) {
        try {
            Path maildir = mail.resolve(user).resolve("Maildir").resolve(folder);
            for (String part : List.of("cur", "new", "tmp")) {
                Files.createDirectories(maildir.resolve(part));
            }
            for (int i = 0; i < messages; i++) {
                write(maildir, i);
            }
            own(mail.resolve(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path maildir, int number) throws IOException {
        Instant received = FIRST.plusSeconds(random.nextInt(200_000_000));
        String id = received.getEpochSecond() + ".M" + number + "R" + random.nextInt(Integer.MAX_VALUE) + ".test";
        Path file = maildir.resolve("cur").resolve(id + ":2," + FLAGS.get(random.nextInt(FLAGS.size())));
        Files.writeString(file, message(id, number), StandardCharsets.UTF_8);
        Files.setLastModifiedTime(file, FileTime.from(received));
    }

    private String message(String id, int number) {
        StringBuilder text = new StringBuilder("From: Mara Lind <mara.lind@example.test>\nTo: team@example.test\n")
                .append("Subject: Note ")
                .append(number)
                .append(" about Größe\nDate: Mon, 2 Mar 2015 09:00:00 +0100\n");
        if (number % 10 != 0) {
            text.append("Message-ID: <").append(id).append("@example.test>\n");
        }
        text.append("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n");
        int lines = 5 + random.nextInt(60);
        for (int line = 0; line < lines; line++) {
            text.append("Line ")
                    .append(line)
                    .append(' ')
                    .append(random.nextLong())
                    .append(" schöne Grüße\n");
        }
        return text.toString();
    }

    private static void own(Path folder) throws IOException {
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("mail");
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Files.setOwner(path, owner);
            }
        }
    }
}
