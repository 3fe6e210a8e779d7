package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes the answer to NAMESPACE (RFC 2342 §5): the prefixes of a person's own folders and of everybody else's. */
public final class NamespaceReplies extends UntaggedReplies {
    /** One namespace. @param separator empty when it is flat */
    public record Namespace(String prefix, String separator) {}

    private List<Namespace> personal = List.of();
    private List<Namespace> foreign = List.of();

    public List<Namespace> personal() {
        return personal;
    }

    /** Other users' and shared folders. */
    public List<Namespace> foreign() {
        return foreign;
    }

    @Override
    boolean takes(String name) {
        return name.equals("NAMESPACE");
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        if (!name.equals("NAMESPACE")) {
            in.skipLine();
            return;
        }
        personal = namespaces(in);
        in.expect(' ');
        List<Namespace> others = namespaces(in);
        in.expect(' ');
        others.addAll(namespaces(in));
        foreign = others;
        in.skipLine();
    }

    private static List<Namespace> namespaces(ResponseTokenizer in) throws IOException {
        List<Namespace> found = new ArrayList<>();
        if (in.acceptNil()) {
            return found;
        }
        in.expect('(');
        while (!in.accept(')')) {
            if (!in.accept(' ')) {
                found.add(namespace(in));
            }
        }
        return found;
    }

    private static Namespace namespace(ResponseTokenizer in) throws IOException {
        in.expect('(');
        String prefix = in.astring();
        in.expect(' ');
        String separator = in.peek() == '"' ? in.quoted() : "";
        if (separator.isEmpty() && in.peek() != ')') {
            in.acceptNil();
        }
        while (!in.accept(')')) {
            if (!in.accept(' ')) {
                in.skipValue();
            }
        }
        return new Namespace(prefix, separator);
    }
}
