package org.stagepost.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a test wherever the named server programs are installed and may switch users (root).
 * With STAGEPOST_REQUIRE_SERVERS=true in the environment it runs anyway, so that a missing program is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("server")
@ExtendWith(RequiresServer.Installed.class)
public @interface RequiresServer {
    /** Program names such as {@code dovecot}. */
    String[] value();

    /** The condition behind the annotation. */
    final class Installed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("true".equals(System.getenv("STAGEPOST_REQUIRE_SERVERS"))) {
                return ConditionEvaluationResult.enabled("required");
            }
            if (!"root".equals(System.getProperty("user.name"))) {
                return ConditionEvaluationResult.disabled("the servers need root");
            }
            return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RequiresServer.class)
                    .flatMap(annotation -> Stream.of(annotation.value())
                            .filter(Installed::isMissing)
                            .findFirst())
                    .map(program -> ConditionEvaluationResult.disabled(program + " is not installed"))
                    .orElse(ConditionEvaluationResult.enabled("installed"));
        }

        private static boolean isMissing(String program) {
            return Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin")
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        }
    }
}
