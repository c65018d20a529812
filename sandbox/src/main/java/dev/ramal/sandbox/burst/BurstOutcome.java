package dev.ramal.sandbox.burst;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a burst has come to.
 *
 * @param wanted contacts that were to be written to once each
 * @param taken to whom the carrier has taken a message, once for each message
 * @param states how often our API says which of those messages
 * @param refused requests that the carrier has answered with 429
 * @param length from the first request of ours until the carrier had the last message
 * @param neighbour how long each message of another organization took meanwhile
 * @param late contacts whose messages had a minute to leave, at one message a minute
 * @param lateStates how often our API says which of those messages
 * @param lateTaken for how many of those the carrier has taken one
 */
record BurstOutcome(
    List<String> wanted,
    List<String> taken,
    Map<String, Long> states,
    int refused,
    Duration length,
    List<Duration> neighbour,
    List<String> late,
    Map<String, Long> lateStates,
    long lateTaken) {}
