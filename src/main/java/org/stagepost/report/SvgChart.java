package org.stagepost.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stagepost.report.Histogram.Bin;

/**
 * Charts as SVG elements of a page, which colours them by class. Numbers and words of the program only: no text of
 * foreign origin is in them.
 */
final class SvgChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 18;
    private static final int BOTTOM = 26;
    private static final int PLOT = WIDTH - LEFT - RIGHT;
    private static final int FLOOR = HEIGHT - BOTTOM;

    private final StringBuilder svg = new StringBuilder();

    private SvgChart() {}

    /** A bar for each bin, with its count above it and its lower edge below its left side. */
    static String bars(Histogram histogram, String title) {
        SvgChart chart = new SvgChart();
        chart.open(title);
        double width = (double) PLOT / Math.max(6, histogram.bins().size());
        double x = LEFT;
        for (Bin bin : histogram.bins()) {
            double height = histogram.most() == 0 ? 0 : (double) bin.count() / histogram.most() * (FLOOR - TOP);
            chart.add(
                    "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    x + 1, FLOOR - height, width - 2, height);
            if (bin.count() > 0) {
                chart.text("middle", x + width / 2, FLOOR - height - 5, String.valueOf(bin.count()));
            }
            chart.text("start", x, FLOOR + 16, bin.from());
            x += width;
        }
        return chart.close();
    }

    /** Steps over time, with the rate at the left and both ends of the time below. */
    static String steps(RateOverTime rates, String title) {
        SvgChart chart = new SvgChart();
        chart.open(title);
        double top = niceAbove(rates.most());
        for (int part = 0; part <= 2; part++) {
            double y = FLOOR - (FLOOR - TOP) * part / 2.0;
            chart.add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
            chart.text("end", LEFT - 6, y + 4, number(top * part / 2));
        }
        StringBuilder path = new StringBuilder("M" + LEFT + " " + FLOOR);
        double width = (double) PLOT / rates.perMinute().size();
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < rates.perMinute().size(); i++) {
            double y = FLOOR - rates.perMinute().get(i) / top * (FLOOR - TOP);
            steps.add(format("V%.1fH%.1f", y, LEFT + (i + 1) * width));
        }
        steps.forEach(path::append);
        chart.add("<path class=\"area\" d=\"%sV%dZ\"/>", path, FLOOR);
        chart.text("start", LEFT, FLOOR + 16, Units.bareTime(rates.begin()));
        chart.text("end", WIDTH - RIGHT, FLOOR + 16, Units.bareTime(rates.end()));
        return chart.close();
    }

    /** One bar, parted as the counts are; parts that are zero are not there. */
    static String shares(List<Share> shares, String title) {
        SvgChart chart = new SvgChart();
        chart.add(
                "<svg class=\"shares\" viewBox=\"0 0 %d 22\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">",
                WIDTH, title);
        int total = shares.stream().mapToInt(Share::count).sum();
        double x = 0;
        for (Share share : shares) {
            double width = total == 0 ? 0 : (double) share.count() / total * WIDTH;
            if (share.count() > 0) {
                chart.add(
                        "<rect class=\"%s\" x=\"%.2f\" y=\"0\" width=\"%.2f\" height=\"22\"><title>%s</title></rect>",
                        share.word(), x, width, share.count() + " " + share.word());
            }
            x += width;
        }
        return chart.close();
    }

    /** @param word also its class in the style sheet */
    record Share(String word, int count) {}

    /** 1, 2 or 5 with zeros, not below the value. */
    static double niceAbove(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= value) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private void open(String title) {
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, title);
        add("<path class=\"grid\" d=\"M%d %dH%d\"/>", LEFT, FLOOR, WIDTH - RIGHT);
    }

    private void text(String anchor, double x, double y, String text) {
        add("<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", anchor, x, y, text);
    }

    private void add(String pattern, Object... values) {
        svg.append(format(pattern, values)).append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private String close() {
        return svg.append("</svg>").toString();
    }
}
