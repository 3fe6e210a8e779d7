package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTreeTest {
    private static Optional<XmlTree> parse(String document) {
        return XmlTree.parse(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void elementsHaveTextAttributesAndChildrenWithoutPrefixes() {
        XmlTree root = parse(
                        "<?xml version='1.0'?><n:a xmlns:n='u'><b type=' x '> one<!-- no -->&amp;<![CDATA[<two>]]> </b>"
                                + "<n:b>three</n:b></n:a>")
                .orElseThrow();

        assertThat(root.isCalled("a")).isTrue();
        assertThat(root.all("b").map(XmlTree::text)).containsExactly("one&<two>", "three");
        assertThat(root.first("b").orElseThrow().attribute("type")).isEqualTo("x");
        assertThat(root.textOf("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'> %p;]><a/>",
                "<a>&unknown;</a>"
            })
    void whatIsNoXmlOrHasADoctypeIsRefused(String document) {
        assertThat(parse(document)).isEmpty();
    }

    @Test
    void noFileAndNoServerIsAskedForAnEntity(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "canary");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(200);
            String outside = "http://127.0.0.1:" + server.getLocalPort() + "/";
            parse("<!DOCTYPE a SYSTEM '" + outside + "a.dtd' [<!ENTITY f SYSTEM '" + secret.toUri()
                    + "'><!ENTITY % p SYSTEM '" + outside + "p'> %p; <!ENTITY h SYSTEM '" + outside
                    + "h'>]><a>&f;&h;</a>");

            assertThat(catchThrowable(server::accept)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anEntityBombDoesNotGoOff() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY x0 'xxxxxxxxxx'>");
        for (int i = 1; i < 20; i++) {
            bomb.append("<!ENTITY x")
                    .append(i)
                    .append(" '")
                    .append(("&x" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        long start = System.nanoTime();

        assertThat(parse(bomb + "]><a>&x19;</a>")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void documentsAreAsDeepAndAsLargeAsTheyNeedToBe() {
        assertThat(parse("<a>".repeat(32) + "</a>".repeat(32))).isPresent();
        assertThat(parse("<a>".repeat(33) + "</a>".repeat(33))).isEmpty();
        assertThat(parse("<a>".repeat(80_000))).isEmpty();
        assertThat(parse("<a>" + "<b/>".repeat(5_000) + "</a>")).isEmpty();
    }
}
