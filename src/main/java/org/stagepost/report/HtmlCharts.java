package org.stagepost.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The charts of report.html, as far as something is known for them. */
final class HtmlCharts {
    /** @param caption what it shows, in a sentence or two */
    record Chart(String title, String caption, HtmlPage.Raw svg) {}

    private HtmlCharts() {}

    static List<Chart> of(List<UserLine> users) {
        return Stream.of(durations(users), rates(users), overTime(users))
                .flatMap(chart -> chart)
                .toList();
    }

    private static Stream<Chart> durations(List<UserLine> users) {
        List<Long> millis = users.stream()
                .flatMap(user -> Stream.ofNullable(user.duration()))
                .map(Duration::toMillis)
                .sorted()
                .toList();
        if (millis.isEmpty()) {
            return Stream.empty();
        }
        String title = "How long initial syncs took";
        String caption = "Users by the duration of their initial sync, pauses between runs included; each bar from its "
                + "label to the next. Half of them took %s or less, the longest %s."
                        .formatted(
                                duration(millis.get((millis.size() - 1) / 2)), duration(millis.get(millis.size() - 1)));
        return Stream.of(chart(title, caption, SvgChart.bars(Histogram.ofDurations(millis), title)));
    }

    private static Stream<Chart> rates(List<UserLine> users) {
        List<Long> rates = users.stream()
                .flatMap(user -> Stream.ofNullable(user.itemsPerMinute()))
                .sorted()
                .toList();
        if (rates.isEmpty()) {
            return Stream.empty();
        }
        String title = "Items per minute, by user";
        String caption =
                "Users by the items that were copied per minute of their initial sync; each bar from its label "
                        + "to the next. Half of them had %,d or less.".formatted(rates.get((rates.size() - 1) / 2));
        return Stream.of(chart(title, caption, SvgChart.bars(Histogram.ofRates(rates), title)));
    }

    private static Stream<Chart> overTime(List<UserLine> users) {
        RateOverTime rates = RateOverTime.of(users);
        if (rates.isEmpty()) {
            return Stream.empty();
        }
        String title = "Items per minute, all users together";
        String caption =
                "Over the time of the initial syncs (UTC), as if the items of each user had been copied evenly "
                        + "from its start to its end.";
        return Stream.of(chart(title, caption, SvgChart.steps(rates, title)));
    }

    private static Chart chart(String title, String caption, String svg) {
        return new Chart(title, caption, new HtmlPage.Raw(svg));
    }

    private static String duration(long millis) {
        return Units.duration(Duration.ofMillis(millis));
    }
}
