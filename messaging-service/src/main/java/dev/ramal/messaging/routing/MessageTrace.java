package dev.ramal.messaging.routing;

import dev.ramal.events.Carrier;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What happened to a message beside its progress.
 *
 * @param replaces the WhatsApp message that this SMS follows; null for none
 * @param replacedBy the SMS that followed this WhatsApp message; null for none
 * @param notReplaced why no SMS could follow, though it was due; null when none was or one did
 * @param rerouted the ways that it was to go before, in their order
 */
public record MessageTrace(
    String replaces, String replacedBy, String notReplaced, List<Reroute> rerouted) {
  public static final MessageTrace NONE = new MessageTrace(null, null, null, List.of());

  /**
   * A way that a message did not take.
   *
   * @param from the number of ours that it was to go from
   * @param code why not: the carrier's, or a word of ours
   */
  @Schema(name = "MessageReroute")
  public record Reroute(
      @Schema(implementation = String.class, examples = "twilio") Carrier carrier,
      @Schema(examples = "+551140028922") String from,
      @Schema(examples = "20003") String code,
      Instant at) {}

  MessageTrace with(List<Reroute> reroutes) {
    return new MessageTrace(replaces, replacedBy, notReplaced, List.copyOf(reroutes));
  }

  MessageTrace replacedBy(String sms, String reason) {
    return new MessageTrace(replaces, sms, reason, rerouted);
  }

  MessageTrace replaces(String message) {
    return new MessageTrace(message, replacedBy, notReplaced, rerouted);
  }

  static MessageTrace together(MessageTrace one, MessageTrace other) {
    return new MessageTrace(
        one.replaces == null ? other.replaces : one.replaces,
        one.replacedBy == null ? other.replacedBy : one.replacedBy,
        one.notReplaced == null ? other.notReplaced : one.notReplaced,
        one.rerouted.isEmpty() ? other.rerouted : one.rerouted);
  }
}
