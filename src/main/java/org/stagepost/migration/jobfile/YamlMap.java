package org.stagepost.migration.jobfile;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.migration.input.Fault;
import org.stagepost.model.Nearest;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A group of settings that is asked for its keys, each with the shape of its value. What does not fit is reported where
 * it stands and counts as absent. A key that was never asked for is unknown: so each key is declared where it is read.
 */
final class YamlMap {
    static final String UNKNOWN_KEY = "unknown key";

    private final YamlValue place;
    private final long faultsBefore;
    private final Map<String, YamlValue> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlMap(YamlValue place, MappingNode node) {
        this.place = place;
        this.faultsBefore = place.findings().fileFaults();
        node.getValue().forEach(this::add);
    }

    private void add(NodeTuple tuple) {
        int line = YamlValue.lineOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            place.findings().file(line, place.path(), new Fault("a key is no single word", "write key: value"));
            return;
        }
        YamlValue value = place.child(shown(key.getValue()), line, tuple.getValueNode());
        YamlValue twin = entries.putIfAbsent(key.getValue(), value);
        if (twin != null) {
            value.fault(new Fault("stands in line " + twin.line() + " already", "remove one of them"));
        }
    }

    /** Adds keys that are not there; what is wrong with their values is reported where this group stands. */
    void underlay(MappingNode defaults) {
        for (NodeTuple tuple : defaults.getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            entries.putIfAbsent(key, place.child(key, place.line(), tuple.getValueNode()));
        }
    }

    /** Without a blank behind the colon, {@code password:secret} is all key. */
    private static String shown(String key) {
        String word = key.replaceFirst("[^\\w.<-].*", "");
        return word.equals(key) ? key : word + "…";
    }

    Optional<YamlValue> find(String key) {
        Optional<YamlValue> value = Optional.ofNullable(entries.get(key));
        if (asked.add(key) && value.filter(YamlValue::isEmpty).isPresent()) {
            fault(key, new Fault("has no value", "write one, or remove the key"));
        }
        return value.filter(given -> !given.isEmpty());
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    <T> Optional<T> get(String key, Shape<T> shape) {
        return find(key).flatMap(value -> value.as(shape));
    }

    <T> T get(String key, Shape<T> shape, T absent) {
        return get(key, shape).orElse(absent);
    }

    <T> Optional<T> require(String key, Shape<T> shape) {
        requireKey(key, shape.complaint().apply("").remedy());
        return get(key, shape);
    }

    void requireKey(String key, String remedy) {
        if (!has(key)) {
            place.child(key, place.line(), place.node()).fault(new Fault("is missing", remedy));
        }
    }

    Optional<YamlMap> map(String key) {
        return find(key).flatMap(YamlValue::asMap);
    }

    <T> List<T> list(String key, Shape<T> shape) {
        return items(key).stream().flatMap(item -> item.as(shape).stream()).toList();
    }

    List<YamlMap> maps(String key) {
        return items(key).stream().flatMap(item -> item.asMap().stream()).toList();
    }

    private List<YamlValue> items(String key) {
        return find(key).map(YamlValue::asList).orElse(List.of());
    }

    /** The key exists, but not here. */
    void refuse(String key, String reason) {
        find(key).ifPresent(value -> value.fault(new Fault(reason, "remove it")));
    }

    void fault(String key, Fault fault) {
        entries.getOrDefault(key, place).fault(fault);
    }

    void warn(String key, Fault fault) {
        entries.getOrDefault(key, place).warn(fault);
    }

    void rejectUnknownKeys() {
        entries.forEach((key, value) -> {
            if (!asked.contains(key)) {
                String advice = shown(key).equals(key) ? Nearest.advice(key, asked) : "write a blank behind the colon";
                value.fault(new Fault(UNKNOWN_KEY, advice));
            }
        });
    }

    /** Nothing was reported since this group was opened. */
    boolean isSound() {
        return place.findings().fileFaults() == faultsBefore;
    }
}
