package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.script.Script;
import java.time.Duration;

/**
 * Who answered: found out before the first instruction, or beside it when asked to. What takes
 * longer than the patience that was asked for stays unknown.
 */
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
    boolean toTheEnd = "DetectMessageEnd".equals(mode);
    int patience = 1000 * Integer.parseInt(call.form.get("MachineDetectionTimeout", "30"));
    int needed = millis(call.script, toTheEnd);
    Runnable found =
        () -> {
          call.answeredBy = needed > patience ? "unknown" : answeredBy(call.script, toTheEnd);
          call.detectionMillis = Math.min(needed, patience);
          if (beside) {
            events.machine(call);
          } else {
            begin.run();
          }
        };
    lifecycle.later(call, Duration.ofMillis(Math.min(needed, patience)), found);
    if (beside) {
      begin.run();
    }
  }

  private static String answeredBy(Script script, boolean toTheEnd) {
    if (!script.isMachine()) {
      return script.amd();
    }
    if (!toTheEnd) {
      return "machine_start";
    }
    return script.beeps() ? "machine_end_beep" : "machine_end_silence";
  }

  private static int millis(Script script, boolean toTheEnd) {
    if (script.isMachine()) {
      return toTheEnd ? 7350 : 3200;
    }
    return "human".equals(script.amd()) ? 1800 : 4000;
  }
}
