package org.stagepost.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.stagepost.migration.BatchForecast;

/** What a run would do, for people, scripts, spreadsheets and browsers; no text moves a cursor. Thread-safe. */
public final class ForecastViews {
    private final ForecastDocument forecast;

    public ForecastViews(BatchForecast forecast) {
        this.forecast = ForecastDocument.of(forecast);
    }

    /** @param width columns of the terminal; {@link Integer#MAX_VALUE} where nothing should wrap */
    public String text(int width) {
        return new ForecastText(forecast, width).render();
    }

    public String json() {
        return JsonText.of(forecast);
    }

    /** A line for each user; cells that a spreadsheet would take for formulas are defused. */
    public String csv() {
        return csv(Sheet.forecast(forecast.users()));
    }

    /** Every {@link #csv} begins so: its first line. */
    public static String csvBeginning() {
        return csv(Sheet.forecast(List.of()));
    }

    private static String csv(Sheet sheet) {
        StringWriter text = new StringWriter();
        try {
            CsvText.write(sheet, ',', text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** One file, without scripts and without anything from elsewhere. */
    public String html() {
        return ForecastPage.of(forecast);
    }

    /** Every {@link #html} begins so: up to the name of its batch in the title. */
    public static String htmlBeginning() {
        return ForecastPage.BEGINNING;
    }

    /** One line without its end. */
    public String sentence() {
        return VisibleText.of(forecast.sentence());
    }

    /** Only who would fail and why, a line each. */
    public String problems() {
        StringBuilder text = new StringBuilder();
        forecast.failures().forEach(failure -> text.append(VisibleText.of(failure.phrase()))
                .append('\n'));
        forecast.users().stream().filter(ForecastUser::fails).forEach(user -> user.problems()
                .forEach(problem -> text.append(VisibleText.of(user.label() + ": " + problem.phrase()))
                        .append('\n')));
        return text.toString();
    }
}
