package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * The carrier's real price of a message.
 *
 * <p>Type {@code dev.ramal.messages.MessageCosted}.
 *
 * @param cost positive, in the carrier's currency
 */
public record MessageCosted(
    String messageId, Carrier carrier, String carrierMessageId, Money cost, Instant costedAt) {
  public static final String TYPE = "dev.ramal.messages.MessageCosted";
}
