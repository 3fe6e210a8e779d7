package org.stagepost.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that belong to the program: what reports and mails are made of. */
final class ReportResource {
    private ReportResource() {}

    /** @param file in the folder {@code report} of the class path */
    static String text(String file) {
        try (InputStream in = ReportResource.class.getResourceAsStream("/report/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a template that asks for another one. */
    static Reader part(String file) {
        return new StringReader(text(file));
    }
}
