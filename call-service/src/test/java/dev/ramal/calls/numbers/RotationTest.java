package dev.ramal.calls.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final E164 TO_RIO = E164.of("+5521987654321");
  private static final CallerId SP_1 = number("+551130000001", 4);
  private static final CallerId SP_2 = number("+551130000002", 1);
  private static final CallerId RJ_1 = number("+552130000003", 2);
  private static final CallerId RJ_2 = number("+552130000004", 3);
  private static final List<CallerId> ALL = List.of(SP_1, SP_2, RJ_1, RJ_2);

  private final AtomicInteger turn = new AtomicInteger();

  private static CallerId number(String number, int used) {
    return new CallerId(number, "account", E164.of(number), CallerId.Whose.POOL, false, used);
  }

  private List<CallerId> choose(RotationPolicy policy, E164 to, int times) {
    return IntStream.range(0, times)
        .mapToObj(
            n ->
                Rotation.choose(
                    policy,
                    ALL,
                    to,
                    many -> Math.floorMod(turn.getAndIncrement(), many),
                    many -> many - 1))
        .toList();
  }

  @Test
  @DisplayName("CALL-376 the number that a call shows is chosen as the organization wants")
  void shouldChooseByEachPolicy() {
    // Then
    assertThat(choose(RotationPolicy.FIRST, TO_RIO, 3)).containsOnly(SP_1);
    assertThat(choose(RotationPolicy.ROUND_ROBIN, TO_RIO, 5))
        .containsExactly(SP_1, SP_2, RJ_1, RJ_2, SP_1);
    assertThat(choose(RotationPolicy.RANDOM, TO_RIO, 2)).containsOnly(RJ_2);
    assertThat(choose(RotationPolicy.LEAST_USED, TO_RIO, 2)).containsOnly(SP_2);
  }

  @Test
  @DisplayName("CALL-376 the number that a call shows is chosen as the organization wants")
  void shouldPreferTheAreaOfWhoIsCalled() {
    // Then
    assertThat(choose(RotationPolicy.SAME_AREA, TO_RIO, 3)).containsExactly(RJ_1, RJ_2, RJ_1);
    turn.set(0);
    assertThat(choose(RotationPolicy.SAME_AREA, E164.of("+557130000000"), 4))
        .containsExactlyElementsOf(ALL);
    turn.set(0);
    assertThat(choose(RotationPolicy.SAME_AREA, E164.of("+12125550001"), 1)).containsExactly(SP_1);
  }

  @Test
  @DisplayName("CALL-377 the agent's number comes before the campaign's, that before the pool's")
  void shouldTakeTheNearestGroup() {
    // Given
    CallerId agents = of("+551130000005", CallerId.Whose.AGENT, false);
    CallerId campaigns = of("+551130000006", CallerId.Whose.CAMPAIGN, false);

    // Then
    assertThat(pool(SP_1, campaigns, agents)).containsExactly(agents);
    assertThat(pool(SP_1, campaigns)).containsExactly(campaigns);
    assertThat(pool(SP_1, SP_2)).containsExactly(SP_1, SP_2);
    CallerId others = of("+551130000008", CallerId.Whose.OTHER_CAMPAIGN, false);
    assertThat(pool(others, SP_1)).containsExactly(SP_1);
    assertThat(pool(others)).containsExactly(others);
    assertThat(new CallerIds(RotationPolicy.FIRST, List.of(SP_1), Set.of()).of("another account"))
        .isEmpty();
  }

  @Test
  @DisplayName("CALL-378 a number that rests is shown only where nothing else is left")
  void shouldLeaveOutWhatRests() {
    // Given
    CallerId resting = of("+551130000007", CallerId.Whose.POOL, true);

    // Then
    assertThat(pool(resting, SP_1)).containsExactly(SP_1);
    assertThat(pool(resting)).containsExactly(resting);
  }

  @Test
  @DisplayName("CALL-379 a toll-free number is never shown")
  void shouldNeverShowTollFreeNumbers() {
    // Given
    CallerId tollFree = of("+558005500001", CallerId.Whose.POOL, false);

    // Then
    assertThat(pool(tollFree, SP_1)).containsExactly(SP_1);
    assertThat(pool(tollFree)).isEmpty();
    assertThat(Stream.of("+551130000001", "+5511987654321", "+12125550001").map(E164::of))
        .allMatch(CallerIdRules::mayShow);
  }

  private static CallerId of(String number, CallerId.Whose whose, boolean rests) {
    return new CallerId(number, "account", E164.of(number), whose, rests, 0);
  }

  private static List<CallerId> pool(CallerId... numbers) {
    return new CallerIds(RotationPolicy.FIRST, List.of(numbers), Set.of()).of("account");
  }

  @Test
  @DisplayName(
      "CALL-484 a number that no call may show at this moment is passed over while others are left")
  void shouldPassOverWhatIsDenied() {
    // Given
    CallerIds all = new CallerIds(RotationPolicy.FIRST, ALL, Set.of());
    CallerId resting = of("+551130000005", CallerId.Whose.POOL, true);
    CallerIds two = new CallerIds(RotationPolicy.FIRST, List.of(SP_1, resting), Set.of());

    // Then
    assertThat(all.denying(Set.of(SP_1.number())).of("account")).containsExactly(SP_2, RJ_1, RJ_2);
    assertThat(two.denying(Set.of(SP_1.number())).of("account")).containsExactly(resting);
    assertThat(two.denying(Set.of(SP_1.number(), resting.number())).of("account"))
        .containsExactly(SP_1);
  }
}
