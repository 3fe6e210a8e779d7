package org.stagepost.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A mail's text and HTML; whatever is filled in is made visible first, and in HTML escaped. Thread-safe. */
final class MailTemplate {
    private final Template text;
    private final Template html;

    /** @param name of the templates in the folder {@code report} of the class path */
    MailTemplate(String name) {
        Mustache.Compiler compiler = Mustache.compiler()
                .zeroIsFalse(true)
                .emptyStringIsFalse(true)
                .withFormatter(value -> VisibleText.of(String.valueOf(value)));
        this.text = compiler.withEscaper(Escapers.NONE).compile(source(name + ".txt.mustache"));
        this.html = compiler.withEscaper(Escapers.HTML).compile(source(name + ".html.mustache"));
    }

    String text(MailContent content) {
        return text.execute(content);
    }

    String html(MailContent content) {
        return html.execute(content);
    }

    static String source(String file) {
        try (InputStream in = MailTemplate.class.getResourceAsStream("/report/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no template " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
