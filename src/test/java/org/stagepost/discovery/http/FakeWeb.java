package org.stagepost.discovery.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Web servers in memory; notes every request. A URL that was not told is a host that does not exist. */
final class FakeWeb implements Web {
    final List<String> requests = new ArrayList<>();
    private final Map<String, WebReply> replies = new HashMap<>();
    private final Map<String, WebReply> repliesToLogins = new HashMap<>();

    FakeWeb with(String request, WebReply reply) {
        replies.put(request, reply);
        return this;
    }

    FakeWeb withLogin(String request, WebReply reply) {
        repliesToLogins.put(request, reply);
        return this;
    }

    static WebReply ok(String body) {
        return reply(200, Map.of(), body);
    }

    static WebReply to(int status, String location) {
        return reply(status, Map.of("location", List.of(location)), "");
    }

    static WebReply unauthorized(String... offers) {
        return reply(401, Map.of("www-authenticate", List.of(offers)), "");
    }

    static WebReply reply(int status, Map<String, List<String>> headers, String body) {
        return new WebReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public WebReply send(WebRequest request) throws WebFailure {
        boolean login = !request.login().isNobody();
        requests.add(request + (login ? " with login" : ""));
        WebReply reply = (login ? repliesToLogins : replies).get(request.toString());
        if (reply == null) {
            throw new WebFailure("no such name");
        }
        return reply;
    }
}
