package org.stagepost.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.credential.Secret;

/** Asks an HTTP proxy for a connection: CONNECT (RFC 9110 §9.3.6), with Basic authentication (RFC 7617) if it has a user. */
final class HttpTunnel {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final int LONGEST_REASON = 100;

    private final Proxy proxy;
    private final Secret password;

    HttpTunnel(Proxy proxy, Secret password) {
        this.proxy = proxy;
        this.password = password;
    }

    /** @param target host and port of the server, an IPv6 address in brackets */
    void open(Socket socket, ProxyAnswer answer, String target) throws IOException {
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + authorization() + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        Matcher status = STATUS.matcher(answer.line());
        if (!status.matches()) {
            throw ProxyRefused.forGood(proxy.address() + " does not answer as an HTTP proxy: correct its kind or port");
        }
        for (String header = answer.line(); !header.isEmpty(); header = answer.line()) {
            // nothing in it matters; a 2xx answer has no body (RFC 9110 §9.3.6)
        }
        int code = Integer.parseInt(status.group(1));
        if (code < 200 || code > 299) {
            throw refusal(code, shown(status.group(2)), target);
        }
    }

    private String authorization() {
        return proxy.user().isEmpty() ? "" : "Proxy-Authorization: Basic " + credentials() + "\r\n";
    }

    private String credentials() {
        String pair = proxy.user() + ":" + password.reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private ProxyRefused refusal(int code, String reason, String target) {
        String said = " (" + code + reason + ")";
        return switch (code) {
            case 407 ->
                ProxyRefused.forGood(
                        proxy.user().isEmpty()
                                ? "the proxy " + proxy.address() + " wants a login" + said
                                        + ": set user and password at the endpoint's proxy"
                                : "the proxy " + proxy.address() + " refuses the login of " + proxy.user() + said);
            case 400, 403, 404, 405, 501 ->
                ProxyRefused.forGood("the proxy " + proxy.address() + " does not allow connections to " + target + said
                        + ": its administrator must allow CONNECT to this host and port");
            default ->
                ProxyRefused.forNow("the proxy " + proxy.address() + " cannot reach " + target + said
                        + ": either the name is wrong, or the server is down, or a firewall is in between");
        };
    }

    /** The proxy's words on one line, without the password should it repeat it. */
    private String shown(String reason) {
        if (reason == null) {
            return "";
        }
        String line = reason.replaceAll("\\p{Cntrl}+", " ");
        if (!proxy.user().isEmpty()) {
            line = line.replace(credentials(), "***").replace(password.reveal(), "***");
        }
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
