package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * What messaging needs of a carrier. An implementation never repeats a request that could send: it
 * answers {@link SendOutcome.Unknown} and lets the caller ask.
 *
 * <p>Failure policy: rather a message in doubt than a message twice.
 */
public interface MessageCarrier {
  Carrier carrier();

  /**
   * Hands one message over, with one request.
   *
   * @return never fails for a refusal or a broken connection: those are outcomes
   */
  Uni<SendOutcome> send(CarrierAccount account, MessageDetails message);

  /**
   * Asks what became of a message, with or without the carrier's id. Sends nothing.
   *
   * @param carrierMessageId null when not known
   * @param since when it was handed over; older messages cannot be it
   */
  Uni<Lookup> lookUp(
      CarrierAccount account, MessageDetails message, String carrierMessageId, Instant since);
}
