package org.stagepost.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Renders report.html: one file that needs no other and no network. Text of foreign origin is made visible and escaped;
 * the page's policy lets run its own script and nothing else (CSP level 3, §2.3), so that what slips through stays text.
 * Thread-safe.
 */
final class HtmlPage {
    private static final Raw STYLE = new Raw(ReportResource.text("report.css"));
    private static final Raw SCRIPT = new Raw(ReportResource.text("report.js"));
    private static final Raw POLICY = new Raw("default-src 'none'; style-src " + hash(STYLE) + "; script-src "
            + hash(SCRIPT) + "; base-uri 'none'; form-action 'none'");
    private static final Template TEMPLATE = Mustache.compiler()
            .zeroIsFalse(true)
            .emptyStringIsFalse(true)
            .withFormatter(HtmlPage::text)
            .withEscaper(Escapers.HTML)
            .withLoader(part -> ReportResource.part(part + ".html.mustache"))
            .compile(ReportResource.text("report.html.mustache"));

    private HtmlPage() {}

    /** Of the program itself, or made safe already: it stands in the page as it is. */
    record Raw(String text) {}

    /** What the template shows beside the content. */
    private record Frame(Raw policy, Raw style, Raw script, HtmlContent page) {}

    static void write(HtmlContent content, Writer out) {
        TEMPLATE.execute(new Frame(POLICY, STYLE, SCRIPT, content), out);
    }

    /** The template engine asks also for the text of a section's value, to see whether it is empty: a whole table is not. */
    private static String text(Object value) {
        if (value instanceof Raw raw) {
            return raw.text();
        }
        return value instanceof Record ? "record" : VisibleText.of(String.valueOf(value));
    }

    private static String hash(Raw element) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(element.text().getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
