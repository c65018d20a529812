package dev.ramal.simulators.context;

import dev.ramal.simulators.fault.Faults;
import dev.ramal.simulators.http.CallbackLog;
import dev.ramal.simulators.http.CallbackSender;
import dev.ramal.simulators.http.RequestLog;
import dev.ramal.simulators.script.Scripts;
import dev.ramal.simulators.time.Loop;
import dev.ramal.simulators.time.Schedule;
import java.time.Duration;
import java.time.Instant;

/** What all stand-ins of one host share. */
public record SimulatorContext(
    Loop loop,
    Schedule schedule,
    Scripts scripts,
    Faults faults,
    RequestLog requests,
    CallbackLog callbacks,
    CallbackSender sender) {

  /** Simulated now. */
  public Instant now() {
    return schedule.clock().now();
  }

  /** A step after simulated time. */
  public void after(Duration delay, Runnable action) {
    schedule.after(delay, action);
  }
}
