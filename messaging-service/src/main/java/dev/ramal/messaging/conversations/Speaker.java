package dev.ramal.messaging.conversations;

import java.time.Instant;

/**
 * The agent who spoke with a contact last: wrote on any channel, or talked on the phone.
 *
 * @param name null when unknown
 */
public record Speaker(String userId, String name, Instant at) {}
