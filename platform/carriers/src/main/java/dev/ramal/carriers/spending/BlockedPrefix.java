package dev.ramal.carriers.spending;

import java.time.Instant;

/**
 * A prefix of a number that is used too much, until a person releases it. Stored with verdicts.
 *
 * @param prefix beginning of E.164 numbers with the plus sign
 * @param rule the name of billing's rule
 */
public record BlockedPrefix(String blockId, String prefix, String rule, Instant blockedAt) {}
