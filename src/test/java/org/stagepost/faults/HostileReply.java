package org.stagepost.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A server's true reply to a command, and what a script makes of it. Bytes are kept as characters of the same number. */
final class HostileReply {
    private static final int TRICKLE_MILLIS = 20;

    private final Socket client;
    private final String tag;
    private final int number;
    private final String tagged;
    private List<String> untagged;

    /** @param number counts the replies of the connection */
    HostileReply(Socket client, String tag, int number, List<String> units) {
        this.client = client;
        this.tag = tag;
        this.number = number;
        this.untagged = new ArrayList<>(units.subList(0, units.size() - 1));
        this.tagged = units.get(units.size() - 1);
    }

    void play(List<String> actions) throws IOException {
        for (String action : actions) {
            int space = action.indexOf(' ');
            String verb = space < 0 ? action : action.substring(0, space);
            play(verb, space < 0 ? "" : unescaped(action.substring(space + 1)));
        }
    }

    private void play(String verb, String text) throws IOException {
        switch (verb) {
            case "PASS" -> send(whole());
            case "UNTAGGED" -> send(String.join("", untagged));
            case "TAGGED" -> send(tagged);
            case "HALF" -> send(whole().substring(0, whole().length() / 2));
            case "REVERSE" -> Collections.reverse(untagged);
            case "DROP" -> drop(Integer.parseInt(text));
            case "REPLACE" -> {
                String[] parts = text.split(" ==> ?", 2);
                untagged = new ArrayList<>(untagged.stream()
                        .map(unit -> unit.replaceAll(parts[0], parts[1]))
                        .toList());
            }
            case "RETAG" -> send(tagged.replaceAll(text.split(" ==> ?", 2)[0], text.split(" ==> ?", 2)[1]));
            case "LINE" -> send(text + "\r\n");
            case "TEXT" -> send(text);
            case "TIMES" -> repeat(text);
            case "ENDLESS" -> endless(text);
            case "TRICKLE" -> trickle();
            case "SILENCE" -> silence();
            case "BYE" -> client.shutdownOutput();
            case "RESET" -> {
                client.setSoLinger(true, 0);
                client.close();
            }
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private String whole() {
        return String.join("", untagged) + tagged;
    }

    private void drop(int index) {
        if (untagged.size() > index) {
            untagged.remove(index);
        }
    }

    private String unescaped(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("%t", tag)
                .replace("%n", String.valueOf(number));
    }

    private void repeat(String text) throws IOException {
        int space = text.indexOf(' ');
        int times = Integer.parseInt(text.substring(0, space));
        int atOnce = Math.min(times, 1_000);
        for (int sent = 0; sent < times; sent += atOnce) {
            send(text.substring(space + 1).repeat(atOnce));
        }
    }

    /** Until the client has had enough. */
    private void endless(String text) throws IOException {
        String block = text.repeat(10_000 / text.length() + 1);
        while (!client.isClosed()) {
            send(block);
        }
    }

    private void trickle() throws IOException {
        for (char single : whole().toCharArray()) {
            send(String.valueOf(single));
            sleep(TRICKLE_MILLIS);
        }
    }

    private void silence() {
        while (!client.isClosed()) {
            sleep(100);
        }
    }

    private void send(String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
