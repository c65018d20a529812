package dev.ramal.events.messages;

import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * A message that was taken waits for the hour at which it may leave: by the organization's quiet
 * hours where the recipient is at home. Told again when the hour changes.
 *
 * <p>Type {@code dev.ramal.messages.MessageHeld}.
 *
 * @param to E.164
 */
public record MessageHeld(
    String messageId, Channel channel, String to, Instant leavesAt, Instant heldAt) {
  public static final String TYPE = "dev.ramal.messages.MessageHeld";
}
