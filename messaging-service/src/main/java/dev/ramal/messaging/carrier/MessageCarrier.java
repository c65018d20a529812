package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.files.FetchFile.Source;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.SmsRules;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What messaging needs of a carrier. An implementation never repeats a request that could send: it
 * answers {@link CarrierReply.Unknown} and lets the caller ask.
 *
 * <p>Failure policy: rather a message in doubt than a message twice.
 */
public interface MessageCarrier {
  Carrier carrier();

  /** How it makes parts of an SMS, which it bills. */
  default SmsRules smsRules() {
    return SmsRules.STANDARD;
  }

  /**
   * Submits one message, with one request.
   *
   * @param leaveBefore asked right before the request leaves, behind everything that waited in
   *     line: later nothing leaves, because others may have concluded that nothing has
   * @return never fails for a refusal or a broken connection: those are replies. {@code Throttled},
   *     with a wait or without, also stands for every other proof that nothing was taken and that
   *     the same request may go out later
   */
  Uni<CarrierReply<Submitted>> submit(
      CarrierAccount account, MessageDetails message, Instant leaveBefore);

  /**
   * Asks what became of a message that the carrier has. Sends nothing.
   *
   * @return what is known of it, in the order in which it happened
   */
  Uni<CarrierReply<List<StatusReported>>> lookUp(
      CarrierAccount account, MessageDetails message, String carrierMessageId);

  /** For how long it answers {@link #lookUp} of a message that it has taken; empty for ever. */
  default Optional<Duration> answersFor() {
    return Optional.empty();
  }

  /**
   * Asks for a message whose id we do not know. Sends nothing.
   *
   * @param since when it was submitted; older messages cannot be it
   * @return every message between the two numbers since then: none is the proof that it was never
   *     created, once the carrier's list has had time to be complete. {@code Unknown} where the
   *     list may not hold them all
   */
  Uni<CarrierReply<List<Candidate>>> search(
      CarrierAccount account, MessageDetails message, Instant since);

  /**
   * Where a file that came with a message is fetched from, with what opens it.
   *
   * @param url as a callback named it. An organization can sign one of its own: it proves nothing
   * @return empty when the carrier keeps no files there
   */
  default Optional<Source> media(CarrierAccount account, String url) {
    return Optional.empty();
  }

  /** What goes in one message by a channel between two numbers. */
  default MessageLimits limits(Channel channel, E164 from, E164 to) {
    return MessageLimits.TEXT;
  }

  /** Whether it lies at the server whose API we use: another one may stand in for the carrier's. */
  default boolean isAtApi(URI address) {
    return false;
  }

  /** Whether the carrier lists what was written to us, see {@link #received}. */
  default boolean listsInbound() {
    return false;
  }

  /**
   * What was written to the numbers of the account in a time, as its callbacks would have told it.
   *
   * @param from inclusive, as {@code to}
   * @param unknown to be asked before a message is looked up by itself
   */
  default Uni<CarrierReply<Inbound>> received(
      CarrierAccount account, Instant from, Instant to, UnknownIds unknown) {
    return Uni.createFrom().item(new CarrierReply.Unknown<>("the carrier lists nothing"));
  }

  /**
   * Asks about the account as far as messages need it. Sends nothing.
   *
   * @return {@code Refused} when it does not take the credentials; null where a carrier answers no
   *     such question
   */
  default Uni<CarrierReply<AccountReport>> check(CarrierAccount account) {
    return Uni.createFrom().nullItem();
  }

  /**
   * What a carrier says of an account whose credentials it takes.
   *
   * @param refusal why nothing can be sent through it all the same; null when something can
   * @param missing of the account's numbers, those that the carrier does not have for it
   * @param warnings what is not as it should be, one sentence each
   */
  record AccountReport(String refusal, List<E164> missing, List<String> warnings) {}

  /**
   * What was written to us.
   *
   * @param messages as callbacks would have told them
   * @param until up to when these are all; earlier than asked for where a shorter time shows others
   * @param hidden whether there are others that no shorter time shows
   */
  record Inbound(List<CarrierMessageReceived> messages, Instant until, boolean hidden) {}

  /** Of ids of the carrier's, those that nobody has told us of. */
  @FunctionalInterface
  interface UnknownIds {
    Uni<List<String>> of(List<String> carrierMessageIds);
  }

  /**
   * A message of the carrier's that may be the one looked for.
   *
   * @param text as the carrier has it
   */
  record Candidate(String text, StatusReported status) {}

  /**
   * The carrier has it.
   *
   * @param segments null when the carrier did not say
   */
  record Submitted(String carrierMessageId, Integer segments) {}
}
