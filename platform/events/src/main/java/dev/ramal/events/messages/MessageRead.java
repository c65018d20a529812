package dev.ramal.events.messages;

import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * The message was opened.
 *
 * <p>Type {@code dev.ramal.messages.MessageRead}.
 */
public record MessageRead(String messageId, Channel channel, String to, Instant readAt) {
  public static final String TYPE = "dev.ramal.messages.MessageRead";
}
