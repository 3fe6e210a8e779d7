package org.stagepost.migration;

import java.util.Map;

/** Where {@link ServiceConfig} is kept. Thread-safe. */
public interface ServiceSettings {
    /** As they were set, by their keys. */
    Map<String, String> all();

    /** An empty value takes a setting back. */
    void set(Map<String, String> changes);
}
