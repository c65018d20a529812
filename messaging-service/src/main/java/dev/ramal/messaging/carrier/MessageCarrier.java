package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * What messaging needs of a carrier. An implementation never repeats a request that could send: it
 * answers {@link CarrierReply.Unknown} and lets the caller ask.
 *
 * <p>Failure policy: rather a message in doubt than a message twice.
 */
public interface MessageCarrier {
  Carrier carrier();

  /**
   * Submits one message, with one request.
   *
   * @return never fails for a refusal or a broken connection: those are replies. {@code Throttled},
   *     with a wait or without, also stands for every other proof that nothing was taken and that
   *     the same request may go out later
   */
  Uni<CarrierReply<Submitted>> submit(CarrierAccount account, MessageDetails message);

  /**
   * Asks what became of a message, with or without the carrier's id. Sends nothing.
   *
   * @param carrierMessageId null when not known
   * @param since when it was submitted; older messages cannot be it
   * @return with the id: its status. Without: messages of the same numbers and text, submitted
   *     since. Several can be ours only if an equal text was sent twice; none is the proof that it
   *     was never created, once the carrier's list has had time to be complete
   */
  Uni<CarrierReply<List<StatusReported>>> lookUp(
      CarrierAccount account, MessageDetails message, String carrierMessageId, Instant since);

  /**
   * The carrier has it.
   *
   * @param segments null when the carrier did not say
   */
  record Submitted(String carrierMessageId, Integer segments) {}
}
