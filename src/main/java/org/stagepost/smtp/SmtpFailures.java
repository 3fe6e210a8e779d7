package org.stagepost.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProxyRefused;
import org.stagepost.endpoint.TlsWords;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Translates what Jakarta Mail and sockets throw, once, at the edge of the room. */
final class SmtpFailures {
    /** Angus tells the code of an unfriendly greeting in its message only. */
    private static final Pattern GREETING = Pattern.compile(", response: (\\d{3})");

    private SmtpFailures() {}

    static MigrationException of(Exception thrown, Endpoint endpoint) {
        List<Throwable> chain = chainOf(thrown);
        Optional<String> untrusted = TlsWords.why(thrown, endpoint);
        if (untrusted.isPresent()) {
            return new MigrationException(
                    FailureCode.ENDPOINT_NOT_TRUSTED,
                    endpoint.address() + " is not trusted: " + untrusted.get(),
                    thrown);
        }
        FailureCode code = codeOf(chain);
        return new MigrationException(
                code, endpoint.address() + " " + verb(code) + ": " + HeaderText.oneLine(detail(chain)), thrown);
    }

    /** Those whom the server took the mail for. */
    static List<Address> taken(Exception thrown) {
        return chainOf(thrown).stream()
                .filter(SendFailedException.class::isInstance)
                .map(failed -> ((SendFailedException) failed).getValidSentAddresses())
                .filter(Objects::nonNull)
                .flatMap(Stream::of)
                .distinct()
                .toList();
    }

    private static FailureCode codeOf(List<Throwable> chain) {
        Optional<ProxyRefused> proxy = chain.stream()
                .filter(ProxyRefused.class::isInstance)
                .map(ProxyRefused.class::cast)
                .findFirst();
        if (proxy.isPresent()) {
            return proxy.get().code();
        }
        if (any(chain, AuthenticationFailedException.class)) {
            return FailureCode.ENDPOINT_REFUSED;
        }
        if (isTemporary(chain) || isBroken(chain)) {
            return FailureCode.ENDPOINT_UNREACHABLE;
        }
        return FailureCode.ENDPOINT_REFUSED;
    }

    /** RFC 5321 §4.2.1: 4yz is a transient refusal, 5yz a permanent one; the worst of several recipients counts. */
    private static boolean isTemporary(List<Throwable> chain) {
        List<Integer> replies = chain.stream()
                .map(SmtpFailures::reply)
                .filter(code -> code >= 400)
                .toList();
        return !replies.isEmpty() && replies.stream().allMatch(code -> code < 500);
    }

    private static int reply(Throwable thrown) {
        if (thrown instanceof SMTPSendFailedException failed) {
            return failed.getReturnCode();
        }
        if (thrown instanceof SmtpDialog.UnexpectedReply unexpected) {
            return unexpected.code();
        }
        if (thrown instanceof SMTPAddressFailedException failed) {
            return failed.getReturnCode();
        }
        Matcher greeting = GREETING.matcher(Objects.toString(thrown.getMessage(), ""));
        return greeting.find() ? Integer.parseInt(greeting.group(1)) : 0;
    }

    /** No connection, or it broke; an SSLException by itself says that the server speaks TLS otherwise, or not at all. */
    private static boolean isBroken(List<Throwable> chain) {
        return any(chain, SocketException.class)
                || any(chain, SocketTimeoutException.class)
                || any(chain, UnknownHostException.class)
                || any(chain, EOFException.class);
    }

    private static String verb(FailureCode code) {
        return switch (code) {
            case ENDPOINT_UNREACHABLE -> "is not reachable";
            default -> "refused";
        };
    }

    /** The words of the exceptions from the general to the particular, each once. */
    private static String detail(List<Throwable> chain) {
        List<String> words = new ArrayList<>();
        for (Throwable thrown : chain) {
            String message = words(thrown);
            if (!message.isEmpty() && words.stream().noneMatch(word -> word.contains(message))) {
                words.add(message);
            }
        }
        return String.join("; ", words);
    }

    /** Of the recipients, the refused ones. */
    private static String words(Throwable thrown) {
        String message = Objects.toString(thrown.getMessage(), "").strip();
        if (thrown instanceof SMTPAddressFailedException failed) {
            return failed.getAddress() + ": " + message;
        }
        return thrown instanceof SMTPAddressSucceededException ? "" : message;
    }

    /** An exception with all its causes; Jakarta Mail chains the refusals of several recipients in the same way. */
    private static List<Throwable> chainOf(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && !chain.contains(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }

    private static boolean any(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }
}
