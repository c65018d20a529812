package dev.ramal.calls.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.carrier.Taken.Accepted;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.simulators.http.SentCallback;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import dev.ramal.testkit.fixtures.Simulator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class CallerWordsTest {
  @Inject Carriers carriers;

  private TenantId tenant;
  private final CallId call = CallId.of(UUID.randomUUID().toString());

  @BeforeEach
  void noFaults() {
    Simulator.noFaults();
  }

  @ParameterizedTest
  @CsvSource({"GREET, aurora", "DISMISS, aurora", "GREET, boreal", "DISMISS, boreal"})
  @DisplayName("CALL-693 the end of words that were cut off is not taken for the end of the last")
  void shouldNotTakeTheEndOfOtherWordsForTheEndOfTheLast(Kind last, TenantId organization) {
    // Given
    tenant = organization;
    CarrierAccount account = TestAccount.telnyx();
    CarrierPort port = carriers.of(account.carrier());
    CommandPayload dial = CommandPayload.dial("+5511987650693", E164.of(Connections.NUMBER), 30);
    CarrierCallId leg = accepted(await(port.dial(account, command(Kind.DIAL, dial))));
    Simulator.advance(5);
    say(
        port,
        account,
        Kind.HOLD_ON,
        CommandPayload.sayBeforeMusic(leg, Prompt.PLEASE_HOLD.words()));
    say(port, account, Kind.HOLD_ON, CommandPayload.say(leg, Prompt.PLEASE_HOLD.words()));

    // When
    say(port, account, last, CommandPayload.say(leg, Prompt.LEAVE_A_MESSAGE.words()));

    // Then
    assertThat(toldOf(leg, last)).isZero();
    Simulator.advance(2);
    assertThat(toldOf(leg, last)).as("while it is being said").isZero();
    Simulator.advance(15);
    assertThat(toldOf(leg, last)).isEqualTo(1);
  }

  /** The carrier's word that it was said to its end. */
  private static long toldOf(CarrierCallId leg, Kind words) {
    return SimulatedCarriers.host().telnyx().callbacks().stream()
        .map(SentCallback::callback)
        .filter(one -> one.event().equals("call.speak.ended") && leg.value().equals(one.key()))
        .filter(one -> one.search().contains("\"" + words.word() + "\""))
        .count();
  }

  private void say(CarrierPort port, CarrierAccount account, Kind kind, CommandPayload words) {
    assertThat(await(port.send(account, command(kind, words)))).isInstanceOf(Outcome.Done.class);
  }

  private Command command(Kind kind, CommandPayload payload) {
    return new Command(
        tenant,
        UUID.randomUUID().toString(),
        call,
        kind,
        LegName.LEAD,
        null,
        null,
        payload,
        1,
        Instant.now(),
        Instant.now(),
        Instant.MAX);
  }

  private static CarrierCallId accepted(Outcome<Taken> result) {
    return ((Accepted) ((Outcome.Done<Taken>) result).result()).carrierCallId();
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(Duration.ofSeconds(20));
  }
}
