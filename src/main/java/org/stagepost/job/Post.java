package org.stagepost.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.BatchMail;
import org.stagepost.migration.JobFile;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MailSender;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.report.KeptMail;
import org.stagepost.report.MailKind;
import org.stagepost.report.Outbox;

/**
 * Sends the mails about batches. One that cannot be sent is kept in the batch's outbox, and sent when somebody asks
 * again: to those who have not got it. One that was sent is not sent again by this process, even where the outbox cannot
 * forget it. Thread-safe.
 */
public final class Post {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final BatchMail mail;
    private final HomeFolder home;
    private final Clock clock;
    /** Ids of mails that were sent and that the outbox could not forget. */
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    public Post(BatchMail mail, HomeFolder home, Clock clock) {
        this.mail = mail;
        this.home = home;
        this.clock = clock;
    }

    /** What came of an attempt. @param failed what was tried and waits still, and why */
    public record Delivery(List<OutgoingMail> sent, List<KeptMail> failed) {
        public Delivery {
            sent = List.copyOf(sent);
            failed = List.copyOf(failed);
        }
    }

    /**
     * Sends what waits, then the mail itself, or keeps it. A batch without a relay sends none. An outbox that cannot be
     * used is logged, and keeps no mail from being sent.
     *
     * @param halted nobody waits any more for a token
     * @throws MigrationException STOPPED when that is why, and the mail is not kept; HOME_UNUSABLE when it cannot be
     */
    void send(JobFile jobFile, MailKind kind, OutgoingMail message, BooleanSupplier halted) {
        if (message.recipients().isEmpty() || jobFile.smtp().isEmpty()) {
            return;
        }
        Outbox outbox = outbox(jobFile.name());
        Optional<KeptMail> inTheWay = inTheWay(jobFile, kind, halted);
        if (inTheWay.isPresent()) {
            keep(
                    outbox,
                    kind,
                    message,
                    new MigrationException(inTheWay.get().code(), inTheWay.get().message()));
            return;
        }
        Set<EmailAddress> taken = new LinkedHashSet<>();
        try {
            sender(jobFile, halted).send(message, taken::add);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.STOPPED) {
                throw e;
            }
            keep(outbox, kind, message.to(without(message, taken)), e);
        }
    }

    /** Sends what waits and is not outdated. @return what waits on, and the next mail with it */
    private Optional<KeptMail> inTheWay(JobFile jobFile, MailKind newer, BooleanSupplier halted) {
        try {
            return deliver(jobFile, halted, outbox -> outbox.outdate(newer), KeptMail::goesByItself).failed().stream()
                    .filter(KeptMail::goesByItself)
                    .findFirst();
        } catch (MigrationException e) {
            if (e.code() != FailureCode.HOME_UNUSABLE) {
                throw e;
            }
            LOG.error("mails of batch {} that wait could not be sent: {}", jobFile.name(), e.detail(), e);
            return Optional.empty();
        }
    }

    private void keep(Outbox outbox, MailKind kind, OutgoingMail message, MigrationException why) {
        LOG.warn("mail \"{}\" was not sent and is kept: {} {}", message.subject(), why.code(), why.detail());
        outbox.keep(kind, message, why, clock.instant());
    }

    /** Sends what waits and may go by itself. */
    Delivery deliver(JobFile jobFile, BooleanSupplier halted) {
        return deliver(jobFile, halted, outbox -> {}, KeptMail::goesByItself);
    }

    /**
     * Sends all that waits, also what was refused for good.
     *
     * @throws MigrationException BATCH_ALREADY_RUNNING when somebody else is sending it
     */
    Delivery deliverAll(JobFile jobFile) {
        Delivery delivery = deliver(jobFile, () -> false, outbox -> {}, mail -> true);
        if (delivery.sent().isEmpty()
                && delivery.failed().isEmpty()
                && !waiting(jobFile.name()).isEmpty()) {
            throw new MigrationException(
                    FailureCode.BATCH_ALREADY_RUNNING,
                    "another process is sending the mails of batch " + jobFile.name());
        }
        return delivery;
    }

    /** Keeps nothing. @throws MigrationException as {@link MailSender#send} */
    void sendNow(JobFile jobFile, OutgoingMail message) {
        sender(jobFile, () -> false).send(message);
    }

    /** @param first done while nobody else sends what waits */
    private Delivery deliver(
            JobFile jobFile, BooleanSupplier halted, Consumer<Outbox> first, Predicate<KeptMail> wanted) {
        Outbox outbox = outbox(jobFile.name());
        List<OutgoingMail> sent = new ArrayList<>();
        List<KeptMail> failed = new ArrayList<>();
        Optional<Outbox.Turn> turn = outbox.alone();
        if (turn.isPresent()) {
            try (Outbox.Turn held = turn.get()) {
                first.accept(outbox);
                for (KeptMail kept : outbox.waiting().stream().filter(wanted).toList()) {
                    Optional<KeptMail> refused = attempt(jobFile, outbox, kept, halted);
                    refused.ifPresent(failed::add);
                    if (refused.filter(KeptMail::goesByItself).isPresent()) {
                        break; // the next one would have to wait as well
                    }
                    if (refused.isEmpty()) {
                        sent.add(kept.mail());
                    }
                }
            }
        }
        return new Delivery(sent, failed);
    }

    /** @return the mail if it waits still */
    private Optional<KeptMail> attempt(JobFile jobFile, Outbox outbox, KeptMail kept, BooleanSupplier halted) {
        if (arrived.contains(kept.mail().id())) {
            forget(outbox, kept);
            return Optional.empty();
        }
        Set<EmailAddress> taken = new LinkedHashSet<>();
        try {
            sender(jobFile, halted).send(kept.mail(), taken::add);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.STOPPED) {
                return Optional.of(kept);
            }
            LOG.info("mail \"{}\" waits on: {} {}", kept.mail().subject(), e.code(), e.detail());
            return Optional.of(outbox.failed(kept, without(kept.mail(), taken), e));
        }
        LOG.info("mail \"{}\" of {} was sent", kept.mail().subject(), kept.kept());
        forget(outbox, kept);
        return Optional.empty();
    }

    /** Where that fails, the next attempt only forgets. */
    private void forget(Outbox outbox, KeptMail sent) {
        arrived.add(sent.mail().id());
        try {
            outbox.sent(sent);
            arrived.remove(sent.mail().id());
        } catch (MigrationException e) {
            LOG.error(
                    "mail \"{}\" was sent and cannot be forgotten: {}",
                    sent.mail().subject(),
                    e.detail(),
                    e);
        }
    }

    private MailSender sender(JobFile jobFile, BooleanSupplier halted) {
        return mail.senderFor(jobFile, halted)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.JOB_FILE_INVALID,
                        "batch " + jobFile.name() + " names no endpoint of kind smtp any more"));
    }

    /** Those who are still to get it. Nobody is left out when the server's answer fits no recipient. */
    private static List<EmailAddress> without(OutgoingMail message, Set<EmailAddress> taken) {
        List<EmailAddress> left = message.recipients().stream()
                .filter(recipient -> !taken.contains(recipient))
                .toList();
        return left.isEmpty() ? message.recipients() : left;
    }

    /** The oldest first; none that this process has sent. @throws MigrationException HOME_UNUSABLE */
    public List<KeptMail> waiting(BatchName batch) {
        return outbox(batch).waiting().stream()
                .filter(kept -> !arrived.contains(kept.mail().id()))
                .toList();
    }

    /** Something may be sent by itself, or is still to be forgotten. @throws MigrationException HOME_UNUSABLE */
    boolean hasWork(BatchName batch) {
        return outbox(batch).waiting().stream().anyMatch(KeptMail::goesByItself);
    }

    private Outbox outbox(BatchName batch) {
        return new Outbox(home.outbox(batch));
    }
}
