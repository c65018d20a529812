package dev.ramal.kit.time;

import java.time.Instant;

/** From one time to before another. */
public record Span(Instant begin, Instant until) {}
