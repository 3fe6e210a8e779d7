package org.stagepost.migration.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.stagepost.model.Finding;
import org.stagepost.model.Finding.Severity;

/** The findings of one file while it is read. Not thread-safe. */
public final class Findings {
    private final String file;
    private final List<Finding> found = new ArrayList<>();

    /** @param file the file as the user named it */
    public Findings(String file) {
        this.file = file;
    }

    /** The file cannot be used. */
    public void file(int line, String where, Fault fault) {
        add(Severity.FILE, line, where, fault);
    }

    public void warning(int line, String where, Fault fault) {
        add(Severity.WARNING, line, where, fault);
    }

    /** The row is left out. */
    public void row(int line, String where, Fault fault) {
        add(Severity.ROW, line, where, fault);
    }

    private void add(Severity severity, int line, String where, Fault fault) {
        found.add(new Finding(severity, file, line, where, fault.message(), fault.remedy()));
    }

    public void addAll(Collection<Finding> others) {
        found.addAll(others);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** True when something makes the whole file unusable. */
    public boolean forbidUse() {
        return fileFaults() > 0;
    }

    public long fileFaults() {
        return found.stream()
                .filter(finding -> finding.severity() == Severity.FILE)
                .count();
    }

    /** By line; what stands in one line, in the order it was found. */
    public List<Finding> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }
}
