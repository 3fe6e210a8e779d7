package org.stagepost.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.stagepost.model.EmailAddress;

/** Asks in all ways at once, and puts what comes back into the order of the searches. */
public final class ParallelSearch implements Discovery {
    private static final int THREADS = 8;

    private final List<Search> searches;
    private final DiscoveryBounds bounds;

    /** @param searches the most telling first */
    public ParallelSearch(List<Search> searches, DiscoveryBounds bounds) {
        this.searches = List.copyOf(searches);
        this.bounds = bounds;
    }

    @Override
    public Found discover(EmailAddress address) {
        Trail first = new Trail();
        Optional<String> domain = HostName.of(address.domain());
        if (domain.isEmpty()) {
            first.ask("address", address.domain()).answered("is no name that DNS could know");
            return first.soFar();
        }
        List<Trail> trails = new ArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Search search : searches) {
            Trail trail = new Trail();
            trails.add(trail);
            tasks.add(() -> {
                search.search(address, domain.get(), trail);
                return null;
            });
        }
        run(tasks);
        return joined(
                trails.stream().map(Trail::soFar).toList(),
                trails.stream().flatMap(trail -> trail.notOffered().stream()).collect(Collectors.toSet()));
    }

    /** What has not ended in time goes on in daemon threads until its own time-outs end it; nobody listens any more. */
    private void run(List<Callable<Void>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "discovery");
            thread.setDaemon(true);
            return thread;
        });
        try {
            threads.invokeAll(tasks, bounds.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Found joined(List<Found> parts, Set<Trail.Offer> notOffered) {
        return new Found(
                Ranking.of(parts.stream()
                        .flatMap(part -> part.proposals().stream())
                        .filter(proposal -> proposal.confidence() != Confidence.GUESSED
                                || !notOffered.contains(Trail.Offer.of(proposal)))
                        .toList()),
                parts.stream().flatMap(part -> part.steps().stream()).toList());
    }
}
