package dev.ramal.messaging.message;

/**
 * Which message another one answers.
 *
 * @param inferred whether the carrier did not say so: then it is the last one that was sent to the
 *     contact on the channel, not long before
 */
public record ReplyTo(MessageId message, boolean inferred) {}
