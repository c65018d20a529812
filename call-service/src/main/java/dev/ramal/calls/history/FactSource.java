package dev.ramal.calls.history;

import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.events.ReleasingParty;

/**
 * Who a fact of a call is from: a carrier, who said it; a user, who wanted it; or ourselves, who
 * did it, or concluded it.
 */
enum FactSource {
  CARRIER("carrier"),
  RAMAL("ramal"),
  USER("user");

  private final String wire;

  FactSource(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }

  /**
   * What became of a command of ours counts as ours, as does the apology, which the gateway tells.
   * Of what a carrier says, or we conclude when it does not, only the carrier names its leg.
   */
  static FactSource of(Fact fact) {
    return switch (fact.body().which()) {
      case DENIED,
          ORDERED,
          ACCEPTED,
          UNCLEAR,
          REFUSED,
          DROPPED,
          RECORDING_ASKED,
          ANNOUNCING,
          WHISPER_ASKED,
          WHISPERING,
          DETECTION_ASKED,
          DETECTION_GIVEN_UP,
          GREETING_AWAITED,
          LEAVING_MESSAGE,
          RECORDING_BEGUN,
          RECORDING_REFUSED,
          RECORDING_KEPT,
          OFFERED,
          OFFER_LAPSED,
          ROUTED,
          HELD,
          RESUMED,
          CONTROL_DONE,
          CONTROL_REFUSED,
          APOLOGIZED ->
          RAMAL;
      case INITIATED,
          RINGING,
          ANSWERED,
          CONFERENCED,
          DEQUEUED,
          QUEUE_LEFT,
          ENDED,
          MACHINE_DETECTED,
          COSTED ->
          CARRIER;
      case ANNOUNCED, SPOKEN, KEYED, WHISPERED, MESSAGE_LEFT, RECORDING_MISSING, ASIDE ->
          fact.carrierCallId() == null ? RAMAL : CARRIER;
      case CONTROL_ASKED, TRANSFER_ASKED -> USER;
      case TRANSFER_STEP -> ((FactBody.TransferStep) fact.body()).byPerson() ? USER : RAMAL;
      case HANGUP_ASKED ->
          ((FactBody.HangupAsked) fact.body()).by() == ReleasingParty.AGENT ? USER : RAMAL;
    };
  }
}
