package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.context.SimulatorContext;
import java.time.Duration;

/** Who answered: found out before the first instruction, or beside it when asked to. */
final class MachineDetection {
  private MachineDetection() {}

  static void run(
      CallLifecycle lifecycle,
      SimulatorContext context,
      CallEvents events,
      TwilioCall call,
      Runnable begin) {
    String mode = call.form.get("MachineDetection");
    if (mode == null || call.form.has("SendDigits")) {
      begin.run();
      return;
    }
    boolean beside = "true".equals(call.form.get("AsyncAmd"));
    int millis = millis(call.script.amd(), mode);
    Runnable found =
        () -> {
          call.answeredBy = answeredBy(call.script.amd(), mode);
          call.detectionMillis = millis;
          if (beside) {
            events.machine(call);
          } else {
            begin.run();
          }
        };
    lifecycle.later(call, Duration.ofMillis(millis), found);
    if (beside) {
      begin.run();
    }
  }

  private static String answeredBy(String amd, String mode) {
    return "machine".equals(amd)
        ? ("DetectMessageEnd".equals(mode) ? "machine_end_beep" : "machine_start")
        : amd;
  }

  private static int millis(String amd, String mode) {
    return switch (amd) {
      case "human" -> 1800;
      case "machine" -> "DetectMessageEnd".equals(mode) ? 7350 : 3200;
      default -> 4000;
    };
  }
}
