package dev.ramal.gateway.carriers.telnyx;

import dev.ramal.events.AnsweredBy;
import dev.ramal.gateway.carriers.Machine;
import dev.ramal.gateway.carriers.Translation;

/** Events of answering machine detection, standard and premium. */
final class MachineEvents {
  private MachineEvents() {}

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

  private static Translation told(TelnyxCallback event, Machine machine) {
    return machine == null
        ? Translation.Unknown.because("a machine detection result this version does not know")
        : event.call(call -> call.machineDetected(machine, null));
  }

  private static Machine detected(String result) {
    return switch (result) {
      case "human", "human_residence", "human_business" -> Machine.HUMAN;
      case "machine" -> Machine.machine("start");
      case "fax_detected" -> Machine.FAX;
      case "silence" -> new Machine(AnsweredBy.UNKNOWN, "silence");
      case "not_sure" -> Machine.UNKNOWN;
      default -> null;
    };
  }

  /** A greeting has ended: it was a machine, and now it listens. */
  private static Machine greeted(String result) {
    return switch (result) {
      case "beep_detected" -> Machine.machine("beep");
      case "ended", "no_beep_detected" -> Machine.machine("silence");
      case "not_sure" -> Machine.machine("other");
      default -> null;
    };
  }
}
