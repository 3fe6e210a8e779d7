package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.model.SpecialUse;

/** Takes the answers to LIST or LSUB (RFC 9051 §7.3.1), with the statuses that may come with them (RFC 5819 §2). */
public final class ListReplies extends UntaggedReplies {
    private static final int OVERHEAD = 16;

    private final List<ListedName> names = new ArrayList<>();
    private final Map<String, FolderState> statuses = new HashMap<>();
    private long bytes;

    public List<ListedName> names() {
        return List.copyOf(names);
    }

    /** By wire name; of the folders that the server told a status of. */
    public Map<String, FolderState> statuses() {
        return Map.copyOf(statuses);
    }

    @Override
    boolean takes(String name) {
        return name.equals("LIST") || name.equals("LSUB") || name.equals("STATUS");
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        if (name.equals("STATUS")) {
            status(StatusReader.read(in), in.limits());
            return;
        }
        if (!name.equals("LIST") && !name.equals("LSUB")) {
            in.skipLine();
            return;
        }
        Set<String> attributes = attributes(in);
        in.expect(' ');
        String separator = in.peek() == '"' ? in.quoted() : nil(in);
        in.expect(' ');
        String wireName = in.astring();
        in.skipLine();
        bytes += wireName.length();
        for (String attribute : attributes) {
            bytes += OVERHEAD + attribute.length();
        }
        if (names.size() >= in.limits().listedNames() || bytes > in.limits().listedBytes()) {
            throw new ProtocolViolation("a listing of more than " + names.size() + " folders");
        }
        names.add(new ListedName(wireName, separator, attributes, specialUses(attributes)));
    }

    private void status(StatusReader.Named told, WireLimits limits) throws IOException {
        bytes += told.name().length();
        if (statuses.size() >= limits.listedNames() || bytes > limits.listedBytes()) {
            throw new ProtocolViolation("statuses of more than " + statuses.size() + " folders");
        }
        statuses.put(told.name(), told.state());
    }

    private static String nil(ResponseTokenizer in) throws IOException {
        if (!in.acceptNil()) {
            throw new ProtocolViolation("a hierarchy separator expected");
        }
        return "";
    }

    private static Set<String> attributes(ResponseTokenizer in) throws IOException {
        Set<String> attributes = new TreeSet<>();
        in.expect('(');
        while (!in.accept(')')) {
            if (!in.accept(' ')) {
                attributes.add(in.flag().toLowerCase(Locale.ROOT));
            }
        }
        return attributes;
    }

    private static Set<SpecialUse> specialUses(Set<String> attributes) {
        Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
        attributes.forEach(attribute -> SpecialUseAttribute.parse(attribute).ifPresent(uses::add));
        return uses;
    }
}
