package org.stagepost.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.stagepost.credential.Secret;

/** Asks a SOCKS 5 proxy for a connection (RFC 1928), with user name and password (RFC 1929) if it has a user. */
final class SocksTunnel {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private final Proxy proxy;
    private final Secret password;
    private final Socket socket;
    private final ProxyAnswer answer;

    SocksTunnel(Proxy proxy, Secret password, Socket socket, ProxyAnswer answer) {
        this.proxy = proxy;
        this.password = password;
        this.socket = socket;
        this.answer = answer;
    }

    void open(String host, int port) throws IOException {
        agree();
        send(request(host, port));
        requireVersion(answer.octet(), VERSION);
        int reply = answer.octet();
        if (reply != 0) {
            throw refusal(reply, host + " port " + port);
        }
        answer.skip(1);
        answer.skip(lengthOfAddress(answer.octet()) + 2);
    }

    private void agree() throws IOException {
        boolean logsIn = !proxy.user().isEmpty();
        send(logsIn ? new byte[] {VERSION, 2, NO_LOGIN, LOGIN} : new byte[] {VERSION, 1, NO_LOGIN});
        requireVersion(answer.octet(), VERSION);
        int method = answer.octet();
        if (method == LOGIN && logsIn) {
            logIn();
        } else if (method != NO_LOGIN) {
            throw ProxyRefused.forGood("the proxy " + proxy.address()
                    + (logsIn
                            ? " wants another login than a password"
                            : " wants a login: set user and password at the endpoint's proxy"));
        }
    }

    /** RFC 1929 §2. */
    private void logIn() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        writeCounted(message, proxy.user(), "user name");
        writeCounted(message, password.reveal(), "password");
        send(message.toByteArray());
        requireVersion(answer.octet(), 1);
        if (answer.octet() != 0) {
            throw ProxyRefused.forGood("the proxy " + proxy.address() + " refuses the login of " + proxy.user());
        }
    }

    /** RFC 1928 §4: the name goes to the proxy as it is. */
    private byte[] request(String host, int port) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {VERSION, 1, 0});
        if (Hosts.isAddress(host)) {
            byte[] address = InetAddress.getByName(host).getAddress();
            message.write(address.length == 4 ? IPV4 : IPV6);
            message.writeBytes(address);
        } else {
            message.write(NAME);
            writeCounted(message, host, "host name");
        }
        message.write(port >> 8);
        message.write(port);
        return message.toByteArray();
    }

    private void writeCounted(ByteArrayOutputStream message, String text, String what) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > 255) {
            throw ProxyRefused.forGood("SOCKS takes a " + what + " of 1 to 255 bytes");
        }
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private void send(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
    }

    private void requireVersion(int found, int expected) throws IOException {
        if (found != expected) {
            throw ProxyRefused.forGood(
                    proxy.address() + " does not answer as a SOCKS 5 proxy: correct its kind or port");
        }
    }

    private int lengthOfAddress(int type) throws IOException {
        return switch (type) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> answer.octet();
            default -> throw ProxyRefused.forGood(proxy.address() + " does not answer as a SOCKS 5 proxy");
        };
    }

    /** RFC 1928 §6. */
    private ProxyRefused refusal(int reply, String target) {
        String who = "the proxy " + proxy.address();
        return switch (reply) {
            case 2 -> ProxyRefused.forGood(who + " does not allow connections to " + target);
            case 3 -> ProxyRefused.forNow(who + " has no way to the network of " + target);
            case 4 -> ProxyRefused.forNow(who + " cannot find or reach " + target);
            case 5 -> ProxyRefused.forNow(who + " was refused a connection to " + target + ": nothing listens there");
            case 6 -> ProxyRefused.forNow(who + " cannot reach " + target + ": it is too many hops away");
            case 7, 8 -> ProxyRefused.forGood(who + " opens no connections to an address such as " + target);
            default -> ProxyRefused.forNow(who + " failed to connect to " + target + " (reply " + reply + ")");
        };
    }
}
