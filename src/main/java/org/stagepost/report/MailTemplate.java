package org.stagepost.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

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
        this.text = compiler.withEscaper(Escapers.NONE)
                .withLoader(part -> ReportResource.part(part + ".txt.mustache"))
                .compile(ReportResource.text(name + ".txt.mustache"));
        this.html = compiler.withEscaper(Escapers.HTML)
                .withLoader(part -> ReportResource.part(part + ".html.mustache"))
                .compile(ReportResource.text(name + ".html.mustache"));
    }

    String text(MailContent content) {
        return MailText.wrapped(text.execute(content));
    }

    String html(MailContent content) {
        return html.execute(content);
    }
}
