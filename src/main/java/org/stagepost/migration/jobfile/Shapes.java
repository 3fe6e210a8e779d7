package org.stagepost.migration.jobfile;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Hosts;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.InputFile;
import org.stagepost.migration.input.PasswordText;
import org.stagepost.migration.input.Quoted;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.PairOpening;

/** The shapes of values that job files and endpoints have. */
final class Shapes {
    private static final int LONGEST_PERIOD_DAYS = 365;
    private static final String NAME_REMEDY = "write 1 to 64 letters, digits, - and _";
    private static final String DOMAIN = "[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*";

    static final Shape<BatchName> BATCH_NAME = Shape.of(
            "a batch name",
            NAME_REMEDY,
            text -> BatchName.isValid(text) ? Optional.of(new BatchName(text)) : Optional.empty());
    static final Shape<String> ENDPOINT_NAME = Shape.text("an endpoint name", NAME_REMEDY, Endpoint::isValidName);
    static final Shape<String> HOST = new Shape<>(
            text -> Optional.of(text).filter(Hosts::isHost),
            text -> new Fault(
                    Quoted.of(text) + " is not a host",
                    Hosts.portAdvice(text).orElse("write a host name or an IP address, without port")));
    static final Shape<String> DOMAIN_NAME =
            Shape.text("a domain", "write it as mail.example.test", text -> text.matches(DOMAIN));
    static final Shape<Integer> PORT = Shape.number("a port", 1, 65_535);
    static final Shape<Integer> CONCURRENCY = Shape.number("a limit", 1, 1_000);
    static final Shape<Integer> RETRIES = Shape.number("a number of attempts", 0, 100);
    static final Shape<Duration> PERIOD = Shape.of("a period", "write 30m, 24h or 7d, from 1m to 365d", Shapes::period);
    static final Shape<Long> SIZE = Shape.of("a number of bytes", "write it as 500 KB, 35 MB or 2 GB", Shapes::size);
    static final Shape<String> TOKEN_URL =
            Shape.text("an https address", "write it as https://login.example.test/token", Shapes::isTokenUrl);
    static final Shape<String> TENANT = Shape.text(
            "a tenant", "write the directory's id or one of its domains", text -> text.matches("[A-Za-z0-9.-]{1,253}"));
    static final Shape<Boolean> FLAG = Shape.of("true or false", "write true or false", Shapes::flag);
    static final Shape<Long> ITEM_LIMIT =
            Shape.of("a number of items", "write unlimited or a number from 0 on", Shapes::itemLimit);
    static final Shape<Long> SPLIT_FROM =
            Shape.of("a number of items", "write never or a number from 1 on", Shapes::splitFrom);
    static final Shape<EmailAddress> ADDRESS =
            Shape.of("an SMTP address", "write it as name@domain", EmailAddress::parse);
    static final Shape<Instant> TIME = Shape.of("a time with zone", "write 2026-12-01T20:00:00Z", Shapes::time);
    static final Shape<String> ZONE =
            Shape.text("a time zone", "write its IANA name, such as Europe/Berlin", Shapes::isZone);
    static final Shape<String> CRON =
            Shape.text("a schedule", "write six fields: second minute hour day month weekday", CronFields::areValid);
    static final Shape<String> DISTINGUISHED_NAME =
            Shape.text("a distinguished name", "write it as OU=people,DC=example,DC=test", Shapes::isDistinguishedName);
    static final Shape<String> SEPARATOR = Shape.text(
            "a separator",
            "write the characters between mailbox and master user",
            text -> text.matches("[^\\s\\p{L}\\p{N}]{1,8}"));
    /** A value that another system gives a meaning to. */
    static final Shape<String> TEXT = Shape.text(
            "a plain value",
            "remove blanks at its ends, line breaks and control characters",
            text -> text.equals(text.strip()) && text.chars().noneMatch(Character::isISOControl));

    private Shapes() {}

    /** A file beside the job file. */
    static Shape<Path> path(Path folder) {
        return Shape.of("a path", "write the path of a file", text -> InputFile.resolve(folder, text));
    }

    /** A file beside the job file that must be there already. */
    static Shape<Path> existingFile(Path folder) {
        return Shape.of("a readable file", "write the path of a PEM file", text -> InputFile.resolve(folder, text)
                .filter(path -> new InputFile(path, Long.MAX_VALUE).fault().isEmpty()));
    }

    /** Never quoted. */
    static Shape<SecretReference> secret(Path folder) {
        return new Shape<>(
                text -> {
                    PasswordText password = new PasswordText(text, folder);
                    return password.fault().isPresent() ? Optional.empty() : Optional.of(password.reference());
                },
                text -> new PasswordText(text, folder).fault().orElse(new Fault("is not a password", "")));
    }

    private static Optional<Duration> period(String text) {
        if (!text.matches("[1-9][0-9]{0,5}[mhd]")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        Duration period =
                switch (text.charAt(text.length() - 1)) {
                    case 'm' -> Duration.ofMinutes(number);
                    case 'h' -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        return Optional.of(period).filter(some -> some.toDays() <= LONGEST_PERIOD_DAYS);
    }

    /** Powers of 1,024, as mail servers count. */
    private static Optional<Long> size(String text) {
        if (!text.matches("[1-9][0-9]{0,8} ?[KMG]?B")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.replaceFirst("\\D.*", ""));
        int power = "BKMG".indexOf(text.charAt(text.length() - 2));
        return Optional.of(number << 10 * Math.max(0, power));
    }

    /** A token's way must not be overheard; on this machine itself nobody else is on it. */
    private static boolean isTokenUrl(String text) {
        try {
            URI url = new URI(text);
            boolean local = "http".equals(url.getScheme())
                    && ("localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost()));
            return url.getHost() != null && url.getUserInfo() == null && (local || "https".equals(url.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<Boolean> flag(String text) {
        return text.matches("(?i)true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
    }

    private static Optional<Long> itemLimit(String text) {
        return text.equals("unlimited") ? Optional.of(CopySettings.UNLIMITED) : Shape.whole(text);
    }

    private static Optional<Long> splitFrom(String text) {
        return text.equals("never")
                ? Optional.of(PairOpening.NEVER)
                : Shape.whole(text).filter(items -> items > 0);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isZone(String text) {
        try {
            return ZoneId.of(text).getId().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDistinguishedName(String text) {
        try {
            return !new LdapName(text).isEmpty();
        } catch (InvalidNameException e) {
            return false;
        }
    }
}
