package dev.ramal.calls.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells what was not dialled, and why. */
@ApplicationScoped
public class DialRefusals {
  private static final Logger LOG = Logger.getLogger(DialRefusals.class);

  private final MeterProvider<Counter> refusals;

  DialRefusals(MeterRegistry metrics) {
    refusals =
        Counter.builder("ramal.dial.refusals")
            .description("Legs that were not dialled, by who refused and why")
            .withRegistry(metrics);
  }

  /**
   * We refused, before any carrier was asked.
   *
   * @param code of the problem that the client was answered with
   */
  public void byUs(String code) {
    refusals.withTags("by", "us", "reason", code).increment();
  }

  /**
   * Tells of any command that a carrier did not take.
   *
   * @param code the carrier's own, or ours where it gave no clear answer
   */
  public void byCarrier(Command command, String code) {
    LOG.infof(
        "tenant=%s call=%s leg=%s code=%s no %s",
        command.tenant(), command.call(), command.leg().wire(), code, command.kind());
    if (command.isDial()) {
      refusals.withTags("by", command.carrier().wire(), "reason", code).increment();
    }
  }
}
