package dev.ramal.messaging.conversations;

import dev.ramal.events.Channel;
import java.time.Duration;
import java.time.Instant;

/**
 * The service window: a contact who wrote may be answered with free text for 24 hours; each further
 * inbound message opens it anew. Outside only approved templates go through (Twilio 63016).
 *
 * @param lastInboundAt null when the contact never wrote
 */
public record WhatsAppWindow(Instant lastInboundAt) {
  /** Source: WhatsApp Business Platform, customer service windows. */
  public static final Duration LENGTH = Duration.ofHours(24);

  /** Null when it was never open. */
  public Instant closesAt() {
    return lastInboundAt == null ? null : lastInboundAt.plus(LENGTH);
  }

  public boolean isOpen(Instant now) {
    return lastInboundAt != null && now.isBefore(closesAt());
  }

  /** Whether free text may go out on this channel. */
  public boolean permits(Channel channel, Instant now) {
    return channel != Channel.WHATSAPP || isOpen(now);
  }
}
