package dev.ramal.events.messages;

import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * A contact who had opted out of a channel takes messages there again.
 *
 * <p>Type {@code dev.ramal.messages.ContactOptedIn}.
 *
 * @param contact E.164
 */
public record ContactOptedIn(String contact, Channel channel, Instant optedInAt) {
  public static final String TYPE = "dev.ramal.messages.ContactOptedIn";
}
