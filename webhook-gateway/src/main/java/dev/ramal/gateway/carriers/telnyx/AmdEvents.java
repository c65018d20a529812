package dev.ramal.gateway.carriers.telnyx;

import dev.ramal.events.AnsweredBy;
import dev.ramal.gateway.carriers.LegFacts.AmdResult;
import dev.ramal.gateway.carriers.Translation;

/** Events of answering machine detection, standard and premium. */
final class AmdEvents {
  private AmdEvents() {}

  /** Null when the event is none of these. */
  static Translation translateOrNull(TelnyxCallback event) {
    return switch (event.type()) {
      case "call.machine.detection.ended", "call.machine.premium.detection.ended" ->
          told(event, detected(event.required("result")));
      case "call.machine.greeting.ended", "call.machine.premium.greeting.ended" ->
          told(event, greeted(event.required("result")));
      default -> null;
    };
  }

  private static Translation told(TelnyxCallback event, AmdResult machine) {
    return machine == null
        ? Translation.Unknown.because("a machine detection result this version does not know")
        : event.call(call -> call.machineDetected(machine, null));
  }

  private static AmdResult detected(String result) {
    return switch (result) {
      case "human", "human_residence", "human_business" -> AmdResult.HUMAN;
      case "machine" -> AmdResult.machine("start");
      case "fax_detected" -> AmdResult.FAX;
      case "silence" -> new AmdResult(AnsweredBy.UNKNOWN, "silence");
      case "not_sure" -> AmdResult.UNKNOWN;
      default -> null;
    };
  }

  /** A greeting has ended: it was a machine, and now it listens. */
  private static AmdResult greeted(String result) {
    return switch (result) {
      case "beep_detected" -> AmdResult.machine("beep");
      case "ended", "no_beep_detected" -> AmdResult.machine("silence");
      case "not_sure" -> AmdResult.machine("other");
      default -> null;
    };
  }
}
