package dev.ramal.events;

/**
 * A picture, sound or file that came with a message.
 *
 * @param url where the carrier keeps it, in what a carrier says; ours in what we say
 * @param contentType null when not said
 * @param bytes null when not said
 * @param sha256 lower-case hex; null when not said
 */
public record Media(String url, String contentType, Long bytes, String sha256) {}
