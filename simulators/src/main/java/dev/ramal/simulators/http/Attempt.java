package dev.ramal.simulators.http;

import java.time.Instant;

/**
 * One try of a callback.
 *
 * @param number from 1
 * @param at real time
 * @param body what was sent
 * @param headers what was sent, one per line
 * @param status what the application answered, or null
 * @param error connect, timeout or reset when nothing was answered; else null
 */
public record Attempt(
    int number, Instant at, String headers, String body, Integer status, String error) {}
