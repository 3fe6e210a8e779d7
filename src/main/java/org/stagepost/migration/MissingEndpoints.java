package org.stagepost.migration;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What keeps a job file from being used.
 *
 * @param jobFile with an invented endpoint in each place of a missing one, not to be connected to
 * @param names of the missing endpoints, the source's first; at least one
 */
public record MissingEndpoints(JobFile jobFile, Set<String> names) {
    public MissingEndpoints {
        names = new LinkedHashSet<>(names);
    }
}
