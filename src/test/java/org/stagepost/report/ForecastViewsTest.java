package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.testing.Golden;

/** A forecast in all its renderings; nothing in a name breaks out of one. */
class ForecastViewsTest {
    private final ForecastViews views = new ForecastViews(SampleForecast.of());

    @ParameterizedTest
    @ValueSource(ints = {80, 160})
    void textLooksAsReviewedAndMovesNoCursor(int width) {
        String text = views.text(width) + views.sentence() + "\n" + views.problems();

        Golden.matches("report/plan-" + width + ".txt", text);
        assertThat(text.codePoints()).noneMatch(point -> point != '\n' && VisibleText.isTreacherous(point));
    }

    @Test
    void jsonLooksAsReviewed() {
        Golden.matches("report/plan.json", views.json());
    }

    @Test
    void pageLooksAsReviewedAndRunsNothing() {
        String page = views.html();

        Golden.matches("report/plan.html", page);
        assertThat(page).doesNotContain("<script").contains("&lt;script").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void sheetHasARowForEachUserAndNoFormula() throws IOException {
        String text = views.csv();

        Golden.matches("report/plan.csv", text);
        List<CSVRecord> rows = CSVFormat.RFC4180.parse(new StringReader(text)).getRecords();
        assertThat(rows).hasSize(6).allSatisfy(row -> assertThat(row.size()).isEqualTo(15));
        assertThat(rows).flatExtracting(CSVRecord::toList).noneMatch(cell -> cell.startsWith("="));
    }
}
