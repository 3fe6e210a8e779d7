package org.stagepost.discovery.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.stagepost.discovery.AddressPolicy;
import org.stagepost.discovery.DiscoveryBounds;
import org.stagepost.discovery.Names;
import org.stagepost.discovery.Names.DnsAnswer;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.model.MigrationException;

/**
 * HTTP over a socket to the address that was checked: a name is resolved once per request, its addresses pass the policy,
 * and the connection goes to one of them. To resolve again for connecting would let a DNS server answer otherwise the
 * second time (DNS rebinding). The certificate must be valid for the name (RFC 9110 §4.3.4).
 */
final class PinnedWeb implements Web {
    private static final int MAX_ADDRESSES = 3;

    private final Names names;
    private final AddressPolicy policy;
    private final Dialer dialer;
    private final String caFile;
    private final DiscoveryBounds bounds;

    /** @param caFile empty for the JVM's trust store */
    PinnedWeb(Names names, AddressPolicy policy, Dialer dialer, String caFile, DiscoveryBounds bounds) {
        this.names = names;
        this.policy = policy;
        this.dialer = dialer;
        this.caFile = caFile;
        this.bounds = bounds;
    }

    @Override
    public WebReply send(WebRequest request) throws WebFailure {
        WebUrl url = request.url();
        List<InetAddress> addresses = allowed(url.host());
        try (Socket socket = connected(addresses, url.port())) {
            return withinTime(socket, () -> exchanged(socket, request));
        } catch (WebFailure e) {
            throw e;
        } catch (IOException e) {
            throw new WebFailure(words(e));
        }
    }

    private List<InetAddress> allowed(String host) throws WebFailure {
        DnsAnswer<InetAddress> answer = names.addresses(host);
        if (answer.records().isEmpty()) {
            throw new WebFailure(answer.words());
        }
        List<InetAddress> allowed = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        for (InetAddress address : answer.records()) {
            Optional<String> objection = policy.objection(address);
            objection.ifPresent(why -> objections.add(address.getHostAddress() + " " + why + ": not connected to"));
            if (objection.isEmpty()) {
                allowed.add(address);
            }
        }
        if (allowed.isEmpty()) {
            throw new WebFailure(String.join(", ", objections));
        }
        return allowed;
    }

    private Socket connected(List<InetAddress> addresses, int port) throws IOException {
        IOException last = new ConnectException("no address");
        for (InetAddress address : addresses.stream().limit(MAX_ADDRESSES).toList()) {
            try {
                return dialer.connect(address, port, bounds.connect());
            } catch (SocketTimeoutException e) {
                last = new WebFailure("no connection within " + bounds.connect().toMillis() + " ms");
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private WebReply exchanged(Socket plain, WebRequest request) throws IOException {
        plain.setSoTimeout((int) bounds.read().toMillis());
        Socket line = request.url().isHttps() ? overTls(plain, request.url()) : plain;
        line.getOutputStream().write(request.bytes());
        line.getOutputStream().flush();
        return new ReplyReader(new BufferedInputStream(line.getInputStream())).read();
    }

    private Socket overTls(Socket plain, WebUrl url) throws IOException {
        Endpoint server = Endpoint.at(
                "discovery", EndpointKind.IMAP, url.host(), url.port(), Protection.of(Security.TLS, caFile));
        try {
            SSLSocket socket = EndpointTls.over(plain, server);
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            throw new WebFailure("its certificate or TLS is not accepted: " + e.getMessage());
        } catch (MigrationException e) {
            throw new WebFailure(e.detail());
        }
    }

    /** A read that times out anew with every byte would never end, so the socket is closed under it. */
    private WebReply withinTime(Socket socket, Exchange exchange) throws IOException {
        Duration limit = bounds.request();
        AtomicBoolean timeIsUp = new AtomicBoolean();
        Executor later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                () -> {
                    timeIsUp.set(true);
                    close(socket);
                },
                later);
        try {
            return exchange.run();
        } catch (IOException e) {
            if (timeIsUp.get()) {
                throw new WebFailure("no complete answer within " + limit.toMillis() + " ms");
            }
            throw e;
        } finally {
            watchdog.cancel(false);
        }
    }

    private interface Exchange {
        WebReply run() throws IOException;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String words(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no answer within " + bounds.read().toMillis() + " ms";
        }
        return failure instanceof ConnectException ? "connection refused" : "the connection broke";
    }
}
