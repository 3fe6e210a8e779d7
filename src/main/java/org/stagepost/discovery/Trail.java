package org.stagepost.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Security;

/** What one search asked and found so far, so that nothing is lost when time is up. Thread-safe. */
public final class Trail {
    private static final int LONGEST = 400;

    private final List<Question> questions = new ArrayList<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<Offer> notOffered = new ArrayList<>();

    /** A service of a domain, protected in one way. */
    record Offer(ProposedKind kind, Security security) {
        static Offer of(Proposal proposal) {
            return new Offer(proposal.kind(), proposal.security());
        }
    }

    /** A step whose answer is awaited. */
    public final class Question {
        private final String method;
        private final String asked;
        private final long start = System.nanoTime();
        private @Nullable Step step;

        private Question(String method, String asked) {
            this.method = method;
            this.asked = asked;
        }

        /** Ends the step; only the first answer counts. */
        public void answered(String words) {
            synchronized (Trail.this) {
                if (step == null) {
                    step = ended(words);
                }
            }
        }

        private Step ended(String words) {
            return new Step(method, shortened(asked), shortened(words), Duration.ofNanos(System.nanoTime() - start));
        }

        private Step soFar() {
            return step == null ? ended("no answer yet when time was up") : step;
        }
    }

    /** Strangers choose much of the text, and it will be read by a person. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** Begins a step. */
    public Question ask(String method, String asked) {
        Question question = new Question(method, asked);
        synchronized (this) {
            questions.add(question);
        }
        return question;
    }

    public synchronized void propose(Proposal proposal) {
        proposals.add(proposal);
    }

    /** The domain says so itself (RFC 2782: target {@code .}): no guess knows better. */
    synchronized void notOffered(Offer service) {
        notOffered.add(service);
    }

    synchronized List<Offer> notOffered() {
        return List.copyOf(notOffered);
    }

    synchronized Found soFar() {
        return new Found(proposals, questions.stream().map(Question::soFar).toList());
    }
}
