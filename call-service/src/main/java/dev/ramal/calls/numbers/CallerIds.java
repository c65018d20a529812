package dev.ramal.calls.numbers;

import dev.ramal.events.E164;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The numbers that come into question for a call where nobody chose one, in the order of their
 * accounts.
 *
 * @param denied those of them by which no call is permitted at this moment
 */
public record CallerIds(RotationPolicy policy, List<CallerId> numbers, Set<E164> denied) {
  /** Of a call that shows what somebody chose, or none. */
  public static final CallerIds NONE = new CallerIds(RotationPolicy.FIRST, List.of(), Set.of());

  /** The same, of which some can be shown by no call. */
  public CallerIds denying(Set<E164> these) {
    return new CallerIds(policy, numbers, these);
  }

  /** Whether the organization's limits let no call go by that number at this moment. */
  public boolean denies(E164 number) {
    return denied.contains(number);
  }

  /**
   * Of one account: the agent's own, else the campaign's, else those of the pool, else other
   * campaigns'. What is denied or rests comes back only where nothing else is left: rather a number
   * in bad health than no call, and a denial that says why rather than none.
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
        .map(group -> rather(group, number -> !denied.contains(number.number())))
        .map(group -> rather(group, number -> !number.rests()))
        .orElse(List.of());
  }

  private static List<CallerId> rather(List<CallerId> group, Predicate<CallerId> wanted) {
    List<CallerId> better = group.stream().filter(wanted).toList();
    return better.isEmpty() ? group : better;
  }
}
