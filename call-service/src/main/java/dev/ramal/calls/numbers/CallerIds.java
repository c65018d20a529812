package dev.ramal.calls.numbers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The numbers that come into question for a call where nobody chose one, in the order of their
 * accounts.
 */
public record CallerIds(RotationPolicy policy, List<CallerId> numbers) {
  /** Of a call that shows what somebody chose, or none. */
  public static final CallerIds NONE = new CallerIds(RotationPolicy.FIRST, List.of());

  /**
   * Of one account: the agent's own, else the campaign's, else those of the pool, else other
   * campaigns'. What rests comes back only where nothing else is left: rather a number in bad
   * health than no call.
   */
  List<CallerId> of(String connectionId) {
    List<CallerId> own =
        numbers.stream()
            .filter(number -> number.connectionId().equals(connectionId))
            .filter(number -> CallerIdRules.mayShow(number.number()))
            .toList();
    return Stream.of(CallerId.Whose.values())
        .map(whose -> own.stream().filter(number -> number.whose() == whose).toList())
        .filter(group -> !group.isEmpty())
        .findFirst()
        .map(CallerIds::awake)
        .orElse(List.of());
  }

  private static List<CallerId> awake(List<CallerId> group) {
    return Optional.of(group.stream().filter(number -> !number.rests()).toList())
        .filter(awake -> !awake.isEmpty())
        .orElse(group);
  }
}
