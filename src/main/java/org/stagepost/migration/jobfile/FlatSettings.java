package org.stagepost.migration.jobfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Settings given one by one, made the tree that they would be in a job file: {@code login.user} becomes a key below login. */
final class FlatSettings {
    /** Between commas; one in quotes may hold some. */
    private static final Pattern WORD = Pattern.compile("\\s*\"([^\"]*)\"\\s*|[^,]+");

    private final Findings findings;

    FlatSettings(Findings findings) {
        this.findings = findings;
    }

    YamlMap group(Map<String, String> settings) {
        MappingNode node = mapping(settings);
        return new YamlMap(new YamlValue(node, 0, "", findings), node);
    }

    MappingNode mapping(Map<String, String> settings) {
        return node("", new TreeMap<>(settings));
    }

    private MappingNode node(String path, Map<String, String> settings) {
        List<NodeTuple> tuples = new ArrayList<>();
        Map<String, Map<String, String>> groups = new TreeMap<>();
        settings.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot < 0) {
                tuples.add(new NodeTuple(word(key), value(value)));
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

    /** {@code [one, two]} is a list of words. */
    private static Node value(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return word(text);
        }
        List<Node> items = WORD.matcher(text.substring(1, text.length() - 1))
                .results()
                .map(match -> match.group(1) == null ? match.group().strip() : match.group(1))
                .filter(item -> !item.isEmpty())
                .<Node>map(FlatSettings::word)
                .toList();
        return new SequenceNode(Tag.SEQ, true, items, null, null, FlowStyle.FLOW);
    }

    private static ScalarNode word(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }
}
