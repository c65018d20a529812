package dev.ramal.crm.activities;

import java.time.Instant;

/**
 * How late an organization's notes are.
 *
 * @param oldestWaiting when the note was stored that has waited longest; null when none waits
 * @param lastSynced when the note of the newest call that has one was written; null before the
 *     first
 */
public record ActivityTimes(Instant oldestWaiting, Instant lastSynced) {}
