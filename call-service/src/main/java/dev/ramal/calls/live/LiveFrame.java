package dev.ramal.calls.live;

/**
 * An entry of a timeline as it is sent.
 *
 * @param json as it is stored
 */
record LiveFrame(String eventId, String json) {}
