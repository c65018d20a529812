package dev.ramal.calls.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DialRefusalsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DialRefusals refusals = new DialRefusals(meters);

  @Test
  @DisplayName("CALL-221 what is not dialled is counted by who refused and why")
  void shouldCountWhoRefusedAndWhy() {
    // When
    refusals.byUs("CALLS-0101");
    refusals.byUs("CALLS-0101");
    refusals.byCarrier(command(LegAction.Kind.DIAL), "21211");
    refusals.byCarrier(command(LegAction.Kind.HANG_UP), "20404");

    // Then
    assertThat(counted("us", "CALLS-0101")).isEqualTo(2);
    assertThat(counted("twilio", "21211")).isEqualTo(1);
    assertThat(meters.find("ramal.dial.refusals").counters()).as("a hang-up is no dial").hasSize(2);
  }

  private double counted(String by, String reason) {
    return meters.get("ramal.dial.refusals").tags("by", by, "reason", reason).counter().count();
  }

  private static Command command(LegAction.Kind kind) {
    return new Command(
        TenantId.of("aurora"),
        "job",
        CallId.of("01a226d1-6bbc-7442-a2a7-a72302f1c547"),
        kind,
        LegName.LEAD,
        Carrier.of("twilio"),
        "connection",
        CommandPayload.leg(null),
        1,
        null,
        null,
        null);
  }
}
