package org.stagepost.discovery.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.stagepost.discovery.DiscoveryLogin;

/**
 * A request.
 *
 * @param body of a POST, as XML; empty for a GET
 */
record WebRequest(WebUrl url, String body, DiscoveryLogin login) {
    static WebRequest get(WebUrl url) {
        return new WebRequest(url, "", DiscoveryLogin.NOBODY);
    }

    static WebRequest post(WebUrl url, String xml) {
        return new WebRequest(url, xml, DiscoveryLogin.NOBODY);
    }

    WebRequest at(WebUrl other) {
        return new WebRequest(other, body, DiscoveryLogin.NOBODY);
    }

    /** @throws IllegalStateException over http, where everybody could read along */
    WebRequest withLogin(DiscoveryLogin who) {
        if (!url.isHttps()) {
            throw new IllegalStateException("a password goes over https only");
        }
        return new WebRequest(url, body, who);
    }

    String method() {
        return body.isEmpty() ? "GET" : "POST";
    }

    /** As it goes on the wire (RFC 9112). */
    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder();
        line(head, method() + " " + url.target() + " HTTP/1.1");
        line(head, "Host: " + url.authority());
        line(head, "User-Agent: Stagepost");
        line(head, "Accept: */*");
        line(head, "Accept-Encoding: identity");
        line(head, "Connection: close");
        if (!login.isNobody()) {
            line(head, "Authorization: Basic " + basic());
        }
        if (content.length > 0) {
            line(head, "Content-Type: text/xml; charset=utf-8");
            line(head, "Content-Length: " + content.length);
        }
        line(head, "");
        byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }

    private static void line(StringBuilder head, String text) {
        head.append(text).append("\r\n");
    }

    /** RFC 7617 §2, in UTF-8. */
    private String basic() {
        String pair = login.user() + ":" + login.password().reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Method and URL; never what is sent. */
    @Override
    public String toString() {
        return method() + " " + url;
    }
}
