package org.stagepost.migration.jobfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.migration.input.Findings;
import org.stagepost.model.BatchName;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Puts what was set for a batch in the place of what its job file says; findings about it have no line. */
final class SettingsOverlay {
    private final Function<BatchName, Map<String, String>> settings;
    private final Findings findings;

    SettingsOverlay(Function<BatchName, Map<String, String>> settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    Node over(Node file) {
        if (!(file instanceof MappingNode map)) {
            return file;
        }
        Map<String, String> set = map.getValue().stream()
                .filter(tuple -> "name".equals(keyOf(tuple)))
                .flatMap(tuple -> nameIn(tuple.getValueNode()))
                .findFirst()
                .map(settings)
                .orElse(Map.of());
        return set.isEmpty() ? file : merged(map, new FlatSettings(findings).mapping(set));
    }

    private static MappingNode merged(MappingNode file, MappingNode set) {
        Set<String> replaced =
                set.getValue().stream().map(SettingsOverlay::keyOf).collect(Collectors.toSet());
        List<NodeTuple> merged = new ArrayList<>(file.getValue());
        merged.removeIf(tuple -> replaced.contains(keyOf(tuple)));
        merged.addAll(set.getValue());
        return new MappingNode(
                file.getTag(), true, merged, file.getStartMark(), file.getEndMark(), file.getFlowStyle());
    }

    private static Stream<BatchName> nameIn(Node value) {
        return value instanceof ScalarNode name && BatchName.isValid(name.getValue())
                ? Stream.of(new BatchName(name.getValue()))
                : Stream.empty();
    }

    /** Keys that are no word, which is a fault that others find, stay apart from all others. */
    private static String keyOf(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : tuple.toString();
    }
}
