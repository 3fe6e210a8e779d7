package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;

/** What is accepted here is what the scheduler can read later, and nothing else. */
class CronFieldsTest {
    private static final List<String> PIECES = List.of(
            "*", "?", "0", "1", "5", "7", "8", "12", "13", "23", "24", "31", "32", "59", "60", "L", "W", "LW", "L-3",
            "15W", "SUN", "mon", "SAT", "JAN", "Dec", "FRIL", "5L", "MON#1", "2#5", "2#6", "#", "-", "/", ",", "x",
            "/15", "/0", "-5", ",3", "1-5", "MON-FRI", "FRI-MON", "JAN-MAR");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 2 * * *",
                "*/10 * * * * *",
                "0 0/5 8-18 * * MON-FRI",
                "0 0 0 L * *",
                "0 0 0 L-3 * ?",
                "0 0 0 15W * ?",
                "0 0 0 ? * FRIL",
                "0 0 0 ? * MON#1",
                "0 0 0 1,15 JAN,JUL *",
                "0  0   2 * *  7",
                "@daily",
                "@midnight",
                "0 0 2 * * MON-SUN",
                "0 0 2 * * SUN-TUE",
                "0 0 2 * * 7-2",
                "0 0 0 LW * *",
                "0 0 6,19 * * *"
            })
    void usualSchedulesAreValid(String expression) {
        assertThat(CronFields.areValid(expression)).isTrue();
        assertThat(CronExpression.isValidExpression(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * * *",
                "0 0 24 * * *",
                "0 60 * * * *",
                "0 0 0 32 * *",
                "0 0 0 * 13 *",
                "0 0 0 * * 8",
                "0 0 0 * * MON-",
                "0 0 0 * 0 *",
                "0 0 5-1 * * *",
                "0 */0 * * * *",
                "? 0 0 * * *",
                "0 0 0 * * XYZ",
                "@never",
                "0 0 2 * * * 2026",
                "0 0 2 * *",
                "0 ,1 0 * * *",
                "0 0 2 ** * *"
            })
    void otherTextIsNot(String expression) {
        assertThat(CronFields.areValid(expression)).isFalse();
        assertThat(CronExpression.isValidExpression(expression)).isFalse();
    }

    @RepeatedTest(20)
    void theSchedulerAgrees(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        for (int round = 0; round < 1_000; round++) {
            String expression = expression(random);

            boolean accepted = CronFields.areValid(expression);
            boolean readable = CronExpression.isValidExpression(expression);

            assertThat(accepted ? readable : !readable || isNonsense(expression))
                    .as("seed %d: %s", run.getCurrentRepetition(), expression)
                    .isTrue();
        }
    }

    /** Spring reads {@code 2#6}, the sixth Tuesday, {@code L-99}, {@code 0JAN} and {@code Dec/Dec}: refused here. */
    private static boolean isNonsense(String expression) {
        return expression.matches("(?i).*(?:#|L|W|\\d[A-Z]|[A-Z]\\d|/[A-Z]|[A-Z]{4}).*");
    }

    /** Mostly plain fields, so that one odd field decides. */
    private static String expression(Random random) {
        StringBuilder text = new StringBuilder();
        int odd = random.nextInt(6);
        for (int i = 0; i < 6; i++) {
            text.append(i == 0 ? "" : " ").append(i == odd ? field(random) : i < 3 ? "0" : "*");
        }
        return text.toString();
    }

    private static String field(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
