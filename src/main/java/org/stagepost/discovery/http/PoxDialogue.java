package org.stagepost.discovery.http;

import java.util.Optional;
import org.stagepost.discovery.Trail;
import org.stagepost.discovery.http.PoxAnswer.Action;
import org.stagepost.discovery.http.Redirections.Arrival;
import org.stagepost.model.EmailAddress;

/** One search's questions to Autodiscover servers. For one thread. */
final class PoxDialogue {
    private static final String METHOD = "autodiscover";

    private final PasswordGate gate;
    private final Trail trail;
    private final Journey journey;
    private final Redirections redirections;

    PoxDialogue(Web web, PasswordGate gate, Trail trail, Journey journey) {
        this.gate = gate;
        this.trail = trail;
        this.journey = journey;
        this.redirections = new Redirections(web, METHOD, trail, journey);
    }

    /**
     * Asks a server, and those that it names instead.
     *
     * @return settings or another address to ask for; empty when this way leads to nothing
     */
    Optional<PoxAnswer> ask(WebUrl url, EmailAddress address) {
        return journey.begin(url) ? askAt(url, address) : Optional.empty();
    }

    /** As {@link #ask}, where the journey has been sent already. */
    Optional<PoxAnswer> askAt(WebUrl url, EmailAddress address) {
        Optional<WebRequest> request = Optional.of(WebRequest.post(url, PoxRequest.about(address)));
        while (request.isPresent()) {
            Optional<Arrival> arrival = redirections.follow(request.get());
            if (arrival.isPresent() && arrival.get().reply().status() == 401) {
                arrival = withPassword(request.get().at(arrival.get().url()), arrival.get());
            }
            if (arrival.isEmpty()) {
                return Optional.empty();
            }
            if (arrival.get().reply().isRedirection()) {
                request = redirections.next(arrival.get()).map(request.get()::at);
                continue;
            }
            Optional<PoxAnswer> answer = read(arrival.get());
            if (answer.isEmpty() || answer.get().action() != Action.REDIRECT_URL) {
                return answer.filter(some -> some.action() != Action.ERROR);
            }
            request = elsewhere(arrival.get(), answer.get()).map(request.get()::at);
        }
        return Optional.empty();
    }

    /** An unprotected question whose only good answer is where to go over https. */
    Optional<WebUrl> askWay(WebUrl http) {
        journey.begin(http);
        return redirections.once(WebRequest.get(http)).flatMap(arrival -> {
            if (arrival.reply().isRedirection()) {
                return redirections.next(arrival);
            }
            arrival.question().answered(arrival.reply().status() + ", but no redirection");
            return Optional.empty();
        });
    }

    /** Empty when it is not sent once more, or refused again. */
    private Optional<Arrival> withPassword(WebRequest request, Arrival refusal) {
        Optional<WebRequest> again = gate.pass(request, refusal.reply());
        if (again.isEmpty()) {
            refusal.question().answered(gate.words(request, refusal.reply()));
            if (refusal.reply().wantsLogin()) {
                trail.propose(Exchange.behindLogin(request.url(), METHOD));
            }
            return Optional.empty();
        }
        refusal.question().answered("401: wants a login, asked again with it");
        return redirections.once(again.get()).filter(arrival -> {
            boolean refused = arrival.reply().status() == 401;
            if (refused) {
                arrival.question().answered("401: the login is refused");
            }
            return !refused;
        });
    }

    private Optional<PoxAnswer> read(Arrival arrival) {
        int status = arrival.reply().status();
        Optional<PoxAnswer> answer = status == 200
                ? PoxXml.read(
                        arrival.reply().body(), METHOD + " of " + arrival.url().host())
                : Optional.empty();
        arrival.question()
                .answered(answer.map(PoxDialogue::words)
                        .orElse(status == 200 ? "200, but no answer of Autodiscover" : String.valueOf(status)));
        return answer;
    }

    private static String words(PoxAnswer answer) {
        return switch (answer.action()) {
            case SETTINGS -> "settings, servers in it: " + answer.proposals().size();
            case REDIRECT_ADDRESS -> "asks to go on with the address " + answer.words();
            case REDIRECT_URL -> "asks to go on at " + answer.words();
            case ERROR -> answer.words();
        };
    }

    private Optional<WebUrl> elsewhere(Arrival from, PoxAnswer answer) {
        Trail.Question question =
                trail.ask(METHOD, "RedirectUrl of " + from.url().host());
        Optional<WebUrl> next = WebUrl.parse(answer.words()).filter(WebUrl::isHttps);
        String objection = next.map(journey::sentTo).orElse("not followed, only https is");
        question.answered(objection.isEmpty() ? "followed" : objection);
        return objection.isEmpty() ? next : Optional.empty();
    }
}
