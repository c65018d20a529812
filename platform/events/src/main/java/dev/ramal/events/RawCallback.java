package dev.ramal.events;

/**
 * A callback as it was received, secrets stripped, kept for audit.
 *
 * @param contentType media type of the body
 * @param body text as received
 */
public record RawCallback(String contentType, String body) {}
