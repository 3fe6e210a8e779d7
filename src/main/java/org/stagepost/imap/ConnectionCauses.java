package org.stagepost.imap;

import static org.stagepost.imap.ProbeCause.ANY_WORDS;
import static org.stagepost.imap.ProbeCause.row;

import java.util.List;
import org.stagepost.model.FailureCode;

/** Why a server cannot be reached, or not be trusted: rows of {@link ProbeCauses}. */
final class ConnectionCauses {
    private static final String CLOCK = "This machine's clock says {clock}.";

    static final List<ProbeCause> TABLE = List.of(
            row(
                    "dns",
                    "\\(the proxy\\)",
                    "The name of the proxy is unknown.",
                    "Correct the host of proxy, or the resolver of this machine."),
            row(
                    "dns",
                    ANY_WORDS,
                    "The resolver of this machine does not know the name {host}.",
                    "Correct the host name (`endpoint discover` finds it from an address), or the resolver."),
            row(
                    "tcp",
                    "ProxyRefused",
                    "The proxy was reached and lets nothing through to {host}.",
                    "Correct proxy, or have its administrator allow {host} port {port}."),
            row(
                    "tcp",
                    "Connection refused",
                    "A machine answers, but nothing listens at port {port}, or a firewall turns connections away.",
                    "Correct the port (993 with tls, 143 with starttls), or switch the server's IMAP service on."),
            row(
                    "tcp",
                    "timed out|no answer in time",
                    "Nothing answers at port {port}: as a rule a firewall on the way, else the machine is down.",
                    "Correct host and port, or have the firewall let this machine through."),
            row(
                    "tcp",
                    "unreachable|No route",
                    "There is no way from this machine to {host}.",
                    "Check this machine's network, and IPv6 if the address is one."),
            row(
                    "tls",
                    "Unsupported or unrecognized SSL message|plaintext connection|does not speak TLS on port",
                    "The server begins in plain text at port {port}, and the endpoint wants TLS from the first byte.",
                    "Set security starttls for this port, or use the port for TLS (993)."),
            row(
                    "tls",
                    "injected",
                    "Words were put in front of TLS, by somebody on the way or a broken server. Nothing secret was sent.",
                    "Find out who sits between; use security tls."),
            row(
                    "tls",
                    "does not offer STARTTLS",
                    "The server has no STARTTLS at port {port}, or somebody on the way takes it out. Nothing secret was"
                            + " sent.",
                    "Switch it on at the server, or set security tls and port 993."),
            row(
                    "tls",
                    "refused STARTTLS",
                    "The server has STARTTLS and does not do it now, or not for this machine.",
                    "See the server's words and log, or set security tls and port 993."),
            row(
                    "tls",
                    "expired on|CertificateExpired|NotAfter",
                    "The certificate has expired, or the clock of this machine is wrong. " + CLOCK,
                    "Renew the certificate at the server, or set the clock."),
            row(
                    "tls",
                    "not valid before|CertificateNotYetValid|NotBefore",
                    "The certificate is not valid yet, or the clock of this machine is behind. " + CLOCK,
                    "Set the clock, or wait until the certificate's first day."),
            row(
                    "tls",
                    "not the pinned one",
                    "The server shows another certificate than the endpoint's pin: it was renewed, or this is not the"
                            + " server.",
                    "Ask its administrator for the new SHA-256, and set pin to it."),
            row(
                    "tls",
                    "No subject alternative|No name matching|, not for ",
                    "The certificate belongs to another name than {host}.",
                    "Set host to a name in the certificate, or have {host} put into it."),
            row(
                    "tls",
                    "unable to find valid certification path|PKIX path building|self-signed|does not know",
                    "The certificate was issued by somebody whom this machine does not know, or by the server itself.",
                    "Set caFile to the certificate of the issuing CA, or pin to the SHA-256 of the server's own."),
            row(
                    "tls",
                    "protocol_version|selected protocol version|No appropriate protocol|TLS is too old|no TLS that this",
                    "The server speaks only versions of TLS that can be broken (1.1 or older).",
                    "Renew the server's TLS; if that cannot be, legacyTls lets in what it speaks, for this endpoint only."),
            row(
                    "tls",
                    "handshake_failure|no cipher",
                    "The server and this machine have no cipher in common, or it wants a client certificate.",
                    "Renew the server's TLS, or set clientCertificate and clientKey."),
            row(
                    "tls",
                    failed -> failed.is(FailureCode.ENDPOINT_UNREACHABLE),
                    ANY_WORDS,
                    "The connection ended in the middle of the TLS handshake: port {port} may be another service's, or a"
                            + " firewall looks into it.",
                    "Correct the port (993 with tls, 143 with starttls)."),
            row(
                    "greeting",
                    "PREAUTH",
                    "The server opens a mailbox before anybody has logged in; whose, nobody can tell. Nothing secret was"
                            + " sent.",
                    "Correct the port, or switch PREAUTH off at the server."),
            row(
                    "greeting",
                    "speaks TLS from the first byte",
                    "The server says nothing in plain text at port {port}; it speaks TLS there.",
                    "Set security tls for this port, or use the port for starttls (143)."),
            row(
                    "greeting",
                    failed -> failed.beginsInPlainText()
                            && failed.is(FailureCode.ENDPOINT_UNREACHABLE, FailureCode.PROTOCOL_VIOLATED),
                    ANY_WORDS,
                    "The server does not greet in plain text: port {port} may expect TLS from the first byte, or is"
                            + " another service's.",
                    "Set security tls if it is the port for TLS (993), else correct the port."),
            row(
                    "greeting",
                    failed -> failed.is(FailureCode.PROTOCOL_VIOLATED),
                    ANY_WORDS,
                    "What answers there is no IMAP server, or it does not want this machine.",
                    "Correct host and port; see the server's words."));

    private ConnectionCauses() {}
}
