package dev.ramal.simulators.http;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * How long a stand-in waits for the application and when it tries again; all in real time.
 *
 * @param connect time to connect
 * @param answer time to the answer of one try
 * @param total time for all tries and the pauses between them; null for no limit
 * @param retries tries after the first
 * @param again whether a reply deserves another try
 * @param pause wait before the n-th retry (from 1)
 */
public record RetryPolicy(
    Duration connect,
    Duration answer,
    Duration total,
    int retries,
    Predicate<Reply> again,
    IntFunction<Duration> pause) {}
