package dev.ramal.calls.dispatch;

import static dev.ramal.calls.fixtures.ToldCallers.NOON;
import static dev.ramal.calls.fixtures.ToldCallers.offered;
import static dev.ramal.calls.fixtures.ToldCallers.queued;
import static dev.ramal.calls.fixtures.ToldCallers.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.FactBody.OfferLapsed;
import dev.ramal.calls.call.FactBody.Offered;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.PendingActions.LegAction;
import dev.ramal.calls.call.PendingActions.LegAction.Kind;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.testkit.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JoinCommandsTest {
  private static final String REFUSED = "10015";

  private static Call taken() {
    Call offered = offered(queued(), LegName.AGENT, 10, Offered.LONGEST_IDLE);
    return with(offered, LegName.AGENT, 15, new FactBody.Answered(null));
  }

  private static Command join(Call call, LegName leg) {
    return new Command(
        Tenants.AURORA,
        "0195a1b2-0000-7000-8000-00000000000c",
        call.id(),
        Kind.JOIN,
        leg,
        Carrier.TELNYX,
        "connection-1",
        CommandPayload.join(new CarrierCallId("CA-" + leg.wire()), null),
        1,
        NOON,
        NOON,
        NOON.plusSeconds(60));
  }

  private static Fact refused(Call call, LegName leg) {
    Command join = join(call, leg);
    Fact refused = CommandFacts.refused(join, REFUSED, "why", NOON.plusSeconds(16));
    return CommandFacts.unjoined(call, join, refused);
  }

  @Test
  @DisplayName("CALL-536 an agent who could not be joined loses the offer, and the caller goes on")
  void shouldGoOnWithoutTheAgent() {
    // When
    Fact unjoined = refused(taken(), LegName.AGENT);
    Call after = with(taken(), unjoined);

    // Then
    assertThat(unjoined.body()).isEqualTo(new OfferLapsed(OfferLapsed.UNJOINED));
    assertThat(after.state().inbound().stage()).isEqualTo(Stage.WAITING);
    assertThat(PendingActions.isEnding(after)).isFalse();
    assertThat(PendingActions.of(after, true)).contains(LegAction.of(Kind.HANG_UP, LegName.AGENT));
    assertThat(refused(taken(), LegName.LEAD).body())
        .as("a caller who cannot be joined is let go")
        .isInstanceOf(FactBody.HangupAsked.class);
  }

  @Test
  @DisplayName("CALL-537 an agent's join that waited does not leave when the offer is over")
  void shouldNotJoinWhoMayMeetNobody() {
    // Given
    Call lapsed = with(taken(), LegName.AGENT, 16, new OfferLapsed("no-answer"));
    Command join = join(lapsed, LegName.AGENT);

    // When / Then
    assertThat(StaleCommands.mayBeStale(join)).isTrue();
    assertThat(StaleCommands.outcome(taken(), join)).isEmpty();
    assertThat(StaleCommands.outcome(lapsed, join)).isPresent();
  }
}
