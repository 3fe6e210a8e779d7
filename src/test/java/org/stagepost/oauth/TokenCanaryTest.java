package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.endpoint.TokenGrant.Kind;
import org.stagepost.oauth.TokenServerScript.Answer;

/** Secrets and tokens show up in no log line at TRACE and in no exception, whatever a server answers. */
class TokenCanaryTest {
    private static final String MARK = "hunter2";

    private final TokenWorld world = new TokenWorld();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.setLevel(before);
        root.detachAppender(log);
        world.close();
    }

    @Test
    void showUpNowhere(@TempDir Path folder) throws Exception {
        Path refresh = Files.writeString(folder.resolve("refresh"), MARK + "-refresh");
        List<TokenGrant> grants = List.of(
                world.clientCredentials(),
                world.grant(Kind.CLIENT_CREDENTIALS, MARK + "-literal", "", ""),
                world.refreshToken("file:" + refresh),
                world.serviceAccount("{\"private_key\":\"" + MARK + "\",\"client_email\":\"a\"}"),
                world.deviceCode());
        String tokens = "\"access_token\":\"" + MARK + "-access\",\"refresh_token\":\"" + MARK + "-new\"";
        List<Answer> answers = List.of(
                Answer.of(200, "{" + tokens + ",\"expires_in\":60}"),
                Answer.of(200, "{" + tokens + ",\"token_type\":\"mac\"}"),
                Answer.of(200, "{" + tokens),
                Answer.of(400, "{\"error\":\"invalid_grant\"," + tokens + "}"),
                Answer.of(302, "{" + tokens + "}"),
                Answer.of(503, tokens),
                Answer.of(200, "{\"device_code\":\"" + MARK + "\",\"user_code\":\"A\"}"));
        List<String> said = new ArrayList<>();

        for (TokenGrant grant : grants) {
            for (Answer answer : answers) {
                world.server.answers(answer);
                said.add(String.valueOf(grant));
                said.add(stackTrace(catchThrowable(() -> world.token(grant))));
                said.add(String.valueOf(world.tokens.probe(grant, "ann@example.test")));
                world.time.sleep(Duration.ofHours(1));
            }
        }

        log.list.forEach(line -> said.add(line.getFormattedMessage()));
        assertThat(said).noneMatch(line -> line.contains(MARK));
        assertThat(said)
                .as("it was listened to")
                .anyMatch(line -> line.contains("the token server replaced the refresh token"));
    }

    private static String stackTrace(Throwable failure) {
        if (failure == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
