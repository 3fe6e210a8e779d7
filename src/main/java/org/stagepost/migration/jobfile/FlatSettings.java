package org.stagepost.migration.jobfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Settings given one by one, made the tree that they would be in a job file: {@code login.user} becomes a key below login. */
final class FlatSettings {
    private final Findings findings;

    FlatSettings(Findings findings) {
        this.findings = findings;
    }

    YamlMap group(Map<String, String> settings) {
        MappingNode node = node("", new TreeMap<>(settings));
        return new YamlMap(new YamlValue(node, 0, "", findings), node);
    }

    private MappingNode node(String path, Map<String, String> settings) {
        List<NodeTuple> tuples = new ArrayList<>();
        Map<String, Map<String, String>> groups = new TreeMap<>();
        settings.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot < 0) {
                tuples.add(new NodeTuple(word(key), word(value)));
            } else {
                groups.computeIfAbsent(key.substring(0, dot), name -> new TreeMap<>())
                        .put(key.substring(dot + 1), value);
            }
        });
        groups.forEach((name, members) -> {
            if (settings.containsKey(name)) {
                findings.file(0, path + name, new Fault("is a group of settings", "write " + path + name + ".KEY=…"));
            } else {
                tuples.add(new NodeTuple(word(name), node(path + name + ".", members)));
            }
        });
        return new MappingNode(Tag.MAP, true, tuples, null, null, FlowStyle.BLOCK);
    }

    private static ScalarNode word(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }
}
