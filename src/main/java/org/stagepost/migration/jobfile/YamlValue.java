package org.stagepost.migration.jobfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value and where it stands. What it cannot be read as is reported there, and the answer is empty.
 *
 * @param line 1-based, 0 where there is no file
 * @param path {@code endpoints[0].login.user}; empty for the whole
 */
record YamlValue(Node node, int line, String path, Findings findings) {
    private static final Fault NO_WORD = new Fault("is no single value", "write key: value in one line");
    private static final Fault NO_MAP = new Fault("is no group of settings", "write key: value lines below it");
    private static final Fault NO_LIST = new Fault("is no list", "write [first, second]");

    <T> Optional<T> as(Shape<T> shape) {
        if (!(node instanceof ScalarNode scalar)) {
            fault(NO_WORD);
            return Optional.empty();
        }
        if (!isCore(scalar.getTag())) {
            fault(new Fault("carries a YAML tag", "remove it"));
            return Optional.empty();
        }
        Optional<T> value = shape.read().apply(scalar.getValue());
        if (value.isEmpty()) {
            fault(shape.complaint().apply(scalar.getValue()));
        }
        return value;
    }

    Optional<YamlMap> asMap() {
        if (node instanceof MappingNode map && map.getTag().equals(Tag.MAP)) {
            return Optional.of(new YamlMap(this, map));
        }
        fault(NO_MAP);
        return Optional.empty();
    }

    List<YamlValue> asList() {
        if (!(node instanceof SequenceNode sequence) || !sequence.getTag().equals(Tag.SEQ)) {
            fault(NO_LIST);
            return List.of();
        }
        List<YamlValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlValue(item, lineOf(item), path + "[" + items.size() + "]", findings));
        }
        return items;
    }

    /** True for {@code key:} with nothing behind it. */
    boolean isEmpty() {
        return node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isEmpty());
    }

    void fault(Fault fault) {
        findings.file(line, path, fault);
    }

    void warn(Fault fault) {
        findings.warning(line, path, fault);
    }

    /** A value below this one. */
    YamlValue child(String key, int line, Node node) {
        return new YamlValue(node, line, path.isEmpty() ? key : path + "." + key, findings);
    }

    static int lineOf(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    /** What a plain or quoted text resolves to by itself; any other tag asks for a Java object. */
    private static boolean isCore(Tag tag) {
        return List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL)
                .contains(tag);
    }
}
