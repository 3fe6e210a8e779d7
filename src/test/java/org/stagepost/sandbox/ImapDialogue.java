package org.stagepost.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An IMAP connection by hand: one command, one answer. */
final class ImapDialogue implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;
    private int tag;

    ImapDialogue(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
        in.readLine();
    }

    /** @return the tagged answer without its tag, after the untagged ones */
    List<String> say(String command) throws IOException {
        String mark = "a" + ++tag;
        out.write((mark + " " + command + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        List<String> answers = new ArrayList<>();
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("closed after " + answers);
            }
            if (line.startsWith(mark + " ")) {
                answers.add(line.substring(mark.length() + 1));
                return answers;
            }
            answers.add(line);
        }
    }

    /** @return OK, NO or BAD */
    String result(String command) throws IOException {
        List<String> answers = say(command);
        return answers.get(answers.size() - 1).split(" ")[0];
    }

    String append(String folder, String message) throws IOException {
        int size = message.getBytes(StandardCharsets.UTF_8).length;
        return result("APPEND \"" + folder + "\" (\\Seen $Forwarded) \"02-Mar-2009 08:15:00 +0000\" {" + size + "+}\r\n"
                + message);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
