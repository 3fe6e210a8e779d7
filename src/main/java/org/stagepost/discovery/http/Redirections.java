package org.stagepost.discovery.http;

import java.util.Optional;
import org.stagepost.discovery.Trail;

/**
 * Sends a request and goes where the answers send it: to https only, a few times at most, and never to the same place
 * twice. Each request is a step of the trail.
 */
final class Redirections {
    private final Web web;
    private final String method;
    private final Trail trail;
    private final Journey journey;

    /** @param method the name of the steps */
    Redirections(Web web, String method, Trail trail, Journey journey) {
        this.web = web;
        this.method = method;
        this.trail = trail;
        this.journey = journey;
    }

    /**
     * The last answer.
     *
     * @param url where it came from
     * @param question to be answered by who reads it
     */
    record Arrival(WebUrl url, WebReply reply, Trail.Question question) {}

    /** Empty when there is no answer but a redirection that is not followed; the trail says why. */
    Optional<Arrival> follow(WebRequest first) {
        WebRequest request = first;
        while (true) {
            Optional<Arrival> arrival = once(request);
            if (arrival.isEmpty() || !arrival.get().reply().isRedirection()) {
                return arrival;
            }
            Optional<WebUrl> next = next(arrival.get());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            request = request.at(next.get());
        }
    }

    /** Without following. */
    Optional<Arrival> once(WebRequest request) {
        Trail.Question question = trail.ask(method, request.toString());
        try {
            return Optional.of(new Arrival(request.url(), web.send(request), question));
        } catch (WebFailure e) {
            question.answered(e.words());
            return Optional.empty();
        }
    }

    /** Where a redirection leads; empty, and said why, when it is not followed. */
    Optional<WebUrl> next(Arrival arrival) {
        String location = arrival.reply().header("location").orElse("");
        Optional<WebUrl> next = arrival.url().resolve(location);
        String objection = next.map(this::objection).orElse("not followed");
        String where =
                arrival.reply().status() + " to " + next.map(WebUrl::toString).orElse("nowhere");
        arrival.question().answered(objection.isEmpty() ? where : where + ": " + objection);
        return objection.isEmpty() ? next : Optional.empty();
    }

    private String objection(WebUrl next) {
        return next.isHttps() ? journey.sentTo(next) : "not followed, only https is";
    }
}
