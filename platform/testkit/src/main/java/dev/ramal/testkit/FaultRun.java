package dev.ramal.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test that mostly waits: for servers that die and come back, for long silences. Not part of
 * every run; {@code ./ramal chaos faults} has all of them.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = "ramal.faults",
    matches = "true",
    disabledReason = "a long run of faults: ./ramal chaos faults")
public @interface FaultRun {}
