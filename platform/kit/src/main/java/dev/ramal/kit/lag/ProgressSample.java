package dev.ramal.kit.lag;

import java.time.Instant;

/**
 * How far somebody was at one moment.
 *
 * @param position where the next thing to do lies: an offset, or the number of a row; only whether
 *     it changes counts
 * @param behind how much waits, zero or more
 */
public record ProgressSample(Instant at, long position, long behind) {}
