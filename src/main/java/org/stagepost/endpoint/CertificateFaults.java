package org.stagepost.endpoint;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a chain that the JDK refused: dates, issuer, name. The JDK itself says only "PKIX". */
final class CertificateFaults {
    private final X509Certificate[] chain;
    private final Endpoint endpoint;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** @param chain the server's own certificate first */
    CertificateFaults(X509Certificate[] chain, Endpoint endpoint) {
        this.chain = chain;
        this.endpoint = endpoint;
    }

    /** Each fault that can be seen: who mends one should not meet the next. */
    String words(CertificateException refusal) throws CertificateException {
        List<String> faults = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            addDates(certificate, faults);
        }
        if (isWithoutPath(refusal)) {
            faults.add(issuerUnknown());
        } else if (faults.isEmpty()) {
            faults.add(isOfName(refusal) ? wrongName() : "its certificate is refused: " + refusal.getMessage());
        }
        return String.join("; ", faults);
    }

    private void addDates(X509Certificate certificate, List<String> faults) {
        String which = certificate == chain[0]
                ? "its certificate"
                : "the certificate of its issuer " + Certificates.owner(certificate);
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            faults.add(which + " expired on " + end + " (this machine's clock says " + now + ")");
        } else if (now.isBefore(begin)) {
            faults.add(which + " is not valid before " + begin + " (this machine's clock says " + now + ")");
        }
    }

    private String issuerUnknown() throws CertificateException {
        X509Certificate top = chain[chain.length - 1];
        String print = ", SHA-256 " + HexFormat.of().formatHex(Certificates.sha256(chain[0]));
        String trusting = endpoint.protection().caFile().isEmpty()
                ? "this machine's trust store"
                : endpoint.protection().caFile();
        return chain.length == 1 && top.getSubjectX500Principal().equals(top.getIssuerX500Principal())
                ? "its certificate is self-signed (" + Certificates.names(chain[0]) + print + ") and not in " + trusting
                : "its certificate (" + Certificates.names(chain[0]) + print + ") comes from "
                        + Certificates.issuer(top) + ", whom " + trusting + " does not know";
    }

    private String wrongName() {
        return "its certificate is for " + Certificates.names(chain[0]) + ", not for " + endpoint.host();
    }

    /** The JDK found no way from the certificate to one that is trusted. */
    private static boolean isWithoutPath(Throwable refusal) {
        for (@Nullable Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException invalid
                            && invalid.getReason() == PKIXReason.NO_TRUST_ANCHOR) {
                return true;
            }
        }
        return false;
    }

    /** Its only refusals without a cause that name the subject (sun.security.util.HostnameChecker). */
    private static boolean isOfName(CertificateException refusal) {
        String message = Objects.toString(refusal.getMessage(), "");
        return message.startsWith("No subject alternative") || message.startsWith("No name matching");
    }
}
