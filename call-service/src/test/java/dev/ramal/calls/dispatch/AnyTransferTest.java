package dev.ramal.calls.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Transfer;
import dev.ramal.events.LegName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "CALL-571 whatever people do and however it is told, nobody is left over from a transfer")
class AnyTransferTest {
  private static final int WORLDS = 1500;

  @ParameterizedTest(name = "told by commands: {0}")
  @ValueSource(booleans = {true, false})
  void shouldLeaveNobodyAloneAndNobodyTooMany(boolean steered) {
    Set<Transfer.Stage> seen = ConcurrentHashMap.newKeySet();
    LongStream.range(0, WORLDS).parallel().forEach(seed -> shouldSettle(seed, steered, seen));
    assertThat(seen)
        .as("stages in which transfers were at rest")
        .containsExactlyInAnyOrder(
            Transfer.Stage.CONSULTING,
            Transfer.Stage.DONE,
            Transfer.Stage.FAILED,
            Transfer.Stage.CANCELED);
  }

  private static void shouldSettle(long seed, boolean steered, Set<Transfer.Stage> seen) {
    // Given
    CarrierWorld world = new CarrierWorld(seed, steered);
    for (int i = 0; i < 90; i++) {
      world.step();
    }

    // When
    world.settle();

    // Then
    Transfer transfer = world.call().state().transfer();
    String name = "world " + seed + ": " + transfer;
    boolean consulting = transfer != null && transfer.stage() == Transfer.Stage.CONSULTING;
    assertThat(world.agentsUp()).as(name).hasSizeLessThanOrEqualTo(consulting ? 2 : 1);
    if (world.isUp(LegName.LEAD)) {
      assertThat(world.agentsUp()).as("with the lead; " + name).isNotEmpty();
      assertThat(world.call().state().agent().name())
          .as("who counts; " + name)
          .isEqualTo(consulting ? transfer.asked().from() : world.agentsUp().get(0));
    } else {
      assertThat(world.isSilent()).as(name).isTrue();
    }
    if (transfer != null) {
      seen.add(transfer.stage());
    }

    assertThat(world.call().state().hangupAskedBy()).as("nobody asked for the end").isNull();

    // When
    world.hangUp(LegName.LEAD);
    world.settle();

    // Then
    assertThat(world.isSilent()).as(name).isTrue();
    assertThat(world.call().state().over()).as(name).isTrue();
  }
}
