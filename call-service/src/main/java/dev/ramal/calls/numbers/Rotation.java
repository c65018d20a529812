package dev.ramal.calls.numbers;

import dev.ramal.events.E164;
import dev.ramal.numbering.BrazilianNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Chooses one of several numbers. Reads nothing and remembers nothing. */
final class Rotation {
  private Rotation() {}

  /**
   * @param numbers at least one
   * @param turn whose turn it is, of so many: the next one with each question
   * @param chance any of so many
   */
  static CallerId choose(
      RotationPolicy policy,
      List<CallerId> numbers,
      E164 to,
      IntUnaryOperator turn,
      IntUnaryOperator chance) {
    return switch (policy) {
      case FIRST -> numbers.get(0);
      case ROUND_ROBIN -> at(numbers, turn);
      case RANDOM -> at(numbers, chance);
      case LEAST_USED ->
          numbers.stream().min(Comparator.comparingInt(CallerId::used)).orElseThrow();
      case SAME_AREA -> at(sameArea(numbers, to), turn);
    };
  }

  private static CallerId at(List<CallerId> numbers, IntUnaryOperator place) {
    return numbers.get(place.applyAsInt(numbers.size()));
  }

  private static List<CallerId> sameArea(List<CallerId> numbers, E164 to) {
    Optional<String> wanted = area(to);
    List<CallerId> same =
        numbers.stream()
            .filter(number -> wanted.isPresent() && wanted.equals(area(number.number())))
            .toList();
    return same.isEmpty() ? numbers : same;
  }

  private static Optional<String> area(E164 number) {
    return BrazilianNumber.of(number)
        .filter(BrazilianNumber::hasAreaCode)
        .map(BrazilianNumber::area);
  }
}
