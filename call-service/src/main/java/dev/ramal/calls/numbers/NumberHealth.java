package dev.ramal.calls.numbers;

import dev.ramal.calls.volume.CallVolumes.NumberDay;
import java.util.Optional;

/**
 * How the calls went that showed a number.
 *
 * @param calls legs to telephones
 * @param shortCalls those of them that were short, by the regulator's rule
 * @param leads leads that were rung
 * @param answered those of them who picked up in person
 */
record NumberHealth(long calls, long shortCalls, long leads, long answered) {
  static final NumberHealth NONE = new NumberHealth(0, 0, 0, 0);

  static NumberHealth of(NumberDay day) {
    return new NumberHealth(day.calls(), day.shortCalls(), day.leads(), day.answered());
  }

  NumberHealth plus(NumberHealth other) {
    return new NumberHealth(
        calls + other.calls,
        shortCalls + other.shortCalls,
        leads + other.leads,
        answered + other.answered);
  }

  NumberHealth minus(NumberHealth other) {
    return new NumberHealth(
        calls - other.calls,
        shortCalls - other.shortCalls,
        leads - other.leads,
        answered - other.answered);
  }

  /**
   * Compared with the other numbers of the organization, who call the same kind of people: half as
   * many pick up, or of its calls half and half as many again as of theirs are short. People and
   * telephones that take a number for spam show so first.
   *
   * @param others all of them together
   * @param least leads without which nothing can be told, of either side
   * @return why the number is in bad health; empty when it is not, or nobody can tell
   */
  Optional<String> illness(NumberHealth others, int least) {
    if (leads < least || others.leads < least) {
      return Optional.empty();
    }
    if (2 * answered * others.leads < others.answered * leads) {
      return Optional.of(
          "%d %% of the leads picked up, of other numbers %d %%"
              .formatted(percent(answered, leads), percent(others.answered, others.leads)));
    }
    boolean often = 2 * shortCalls >= calls;
    boolean more = 2 * shortCalls * others.calls >= 3 * others.shortCalls * calls;
    return often && more && others.calls > 0
        ? Optional.of(
            "%d %% of its calls were short, of other numbers %d %%"
                .formatted(percent(shortCalls, calls), percent(others.shortCalls, others.calls)))
        : Optional.empty();
  }

  private static long percent(long part, long whole) {
    return whole == 0 ? 0 : 100 * part / whole;
  }
}
