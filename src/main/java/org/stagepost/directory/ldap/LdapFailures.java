package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProxyRefused;
import org.stagepost.endpoint.TlsWords;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Translates LDAP results (RFC 4511 appendix A; 81 and above are the client's own) into failure codes, once. */
final class LdapFailures {
    private static final Set<ResultCode> UNREACHABLE = Set.of(
            ResultCode.BUSY,
            ResultCode.UNAVAILABLE,
            ResultCode.SERVER_DOWN,
            ResultCode.TIMEOUT,
            ResultCode.CONNECT_ERROR);
    private static final int LONGEST_WORDS = 300;

    private final Endpoint endpoint;

    LdapFailures(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** A connection, bind or search that failed: nothing can be done at this endpoint. */
    MigrationException ofEndpoint(LDAPException e, Secret password) {
        Optional<String> untrusted = TlsWords.why(e, endpoint);
        if (untrusted.isPresent()) {
            return new MigrationException(
                    FailureCode.ENDPOINT_NOT_TRUSTED,
                    "endpoint " + endpoint.name() + " (" + endpoint.address() + ") is not trusted: " + untrusted.get());
        }
        Optional<ProxyRefused> proxy = proxyRefused(e);
        if (proxy.isPresent()) {
            return new MigrationException(
                    proxy.get().code() == FailureCode.ENDPOINT_UNREACHABLE
                            ? FailureCode.DIRECTORY_UNREACHABLE
                            : proxy.get().code(),
                    "endpoint " + endpoint.name() + " (" + endpoint.address() + "): "
                            + proxy.get().getMessage());
        }
        if (isUnreachable(e)) {
            return failure(FailureCode.DIRECTORY_UNREACHABLE, "", e, password);
        }
        if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
                || e.getResultCode().equals(ResultCode.REFERRAL)) {
            return failure(
                    FailureCode.ENDPOINT_REFUSED,
                    "the directory does not hold baseDn \"" + endpoint.baseDn() + "\"; correct it at the endpoint: ",
                    e,
                    password);
        }
        String meaning = LdapCauses.of(e).meaning();
        return failure(FailureCode.ENDPOINT_REFUSED, meaning.isEmpty() ? "" : meaning + " ", e, password);
    }

    /** A change that failed at one entry. */
    MigrationException ofChange(String dn, LDAPException e, Secret password) {
        return isUnreachable(e)
                ? failure(FailureCode.DIRECTORY_UNREACHABLE, dn + ": ", e, password)
                : failure(FailureCode.DIRECTORY_REFUSED, dn + ": the directory refuses the change: ", e, password);
    }

    /** The exception itself stays behind as no cause: its text would repeat the server's words unredacted. */
    private MigrationException failure(FailureCode code, String what, LDAPException e, Secret password) {
        return new MigrationException(
                code, "endpoint " + endpoint.name() + " (" + endpoint.address() + "): " + what + words(e, password));
    }

    /** Result code and the server's words on one line, without the password should the server repeat it. */
    static String words(LDAPException e, Secret password) {
        String said =
                String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ").trim();
        String redacted = password.isEmpty() ? said : said.replace(password.reveal(), "***");
        String words = redacted.length() > LONGEST_WORDS ? redacted.substring(0, LONGEST_WORDS) + "…" : redacted;
        return words + " (LDAP " + e.getResultCode().intValue() + " "
                + e.getResultCode().getName() + ")";
    }

    static boolean isUnreachable(LDAPException e) {
        return UNREACHABLE.contains(e.getResultCode());
    }

    private static Optional<ProxyRefused> proxyRefused(LDAPException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProxyRefused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
