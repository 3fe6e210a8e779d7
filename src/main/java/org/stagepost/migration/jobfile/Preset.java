package org.stagepost.migration.jobfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Quoted;
import org.stagepost.model.Nearest;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What is usual at one mail system, as a file of the folder {@code presets}: settings that hold where an endpoint does not
 * say otherwise. {@code adminLogin} holds where its login names a user, {@code oauth} where its login has tokens.
 */
final class Preset {
    private static final List<String> NAMES =
            List.of("exchange-online", "gmail", "dovecot", "cyrus", "courier", "zimbra", "exchange");

    static final Shape<Preset> SHAPE = new Shape<>(
            text -> Optional.of(text).filter(NAMES::contains).map(Preset::new),
            text -> new Fault(Quoted.of(text) + " is not a preset", Nearest.advice(text, NAMES)));

    private final String name;
    private final Map<String, Node> parts = new LinkedHashMap<>();

    private Preset(String name) {
        this.name = name;
        for (NodeTuple part : tree(name).getValue()) {
            parts.put(((ScalarNode) part.getKeyNode()).getValue(), part.getValueNode());
        }
    }

    String name() {
        return name;
    }

    /** Completes what an endpoint says; to be called before its keys are asked for. */
    void complete(YamlMap endpoint) {
        group("settings").ifPresent(endpoint::underlay);
        if (!endpoint.has("login") && parts.containsKey("needsOauth")) {
            endpoint.requireKey("login", text("needsOauth") + ": write login.oauth");
        }
    }

    /** Completes what an endpoint's login says; to be called before its keys are asked for. */
    void completeLogin(YamlMap login) {
        if (login.has("user") && !login.has("oauth")) {
            group("adminLogin").ifPresent(login::underlay);
            if (parts.containsKey("noAdminLogin")) {
                login.fault("user", new Fault(text("noAdminLogin"), "give each row its own login, or userRoot"));
            }
        }
        if (!login.has("oauth") && parts.containsKey("needsOauth")) {
            login.requireKey("oauth", text("needsOauth"));
        }
    }

    void completeOauth(YamlMap oauth) {
        group("oauth").ifPresent(oauth::underlay);
    }

    private Optional<MappingNode> group(String part) {
        return Optional.ofNullable(parts.get(part)).map(MappingNode.class::cast);
    }

    private String text(String part) {
        return ((ScalarNode) Objects.requireNonNull(parts.get(part))).getValue();
    }

    private static MappingNode tree(String name) {
        String file = "/presets/" + name + ".yml";
        try (InputStream in = Objects.requireNonNull(Preset.class.getResourceAsStream(file), file)) {
            return (MappingNode) new Yaml(new SafeConstructor(new LoaderOptions()))
                    .compose(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
