package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How people type a number into a form that takes any text: with blanks, dots, dashes, brackets,
 * with the trunk zero, with the ninth digit set apart. Far more than {@link Spellings}, for a store
 * that can be asked for many texts at once.
 */
public final class HumanSpellings {
  private static final int LAST_GROUP = 4;
  private static final List<String> SEPARATORS = List.of("-", " ", ".", "");

  /** Those of long-distance carriers that most people dial with. */
  private static final List<String> CARRIER_CODES = List.of("15", "21", "31", "41");

  private HumanSpellings() {}

  /**
   * @return distinct; first those of {@link Spellings}, most likely first
   */
  public static List<String> of(E164 number) {
    Set<String> spellings = new LinkedHashSet<>(Spellings.of(number));
    Spellings.of(number).stream()
        .limit(1)
        .filter(E164::isValid)
        .flatMap(first -> BrazilianNumber.of(E164.of(first)).stream())
        .forEach(brazilian -> spellings.addAll(typed(brazilian)));
    return List.copyOf(spellings);
  }

  private static List<String> typed(BrazilianNumber number) {
    if (!number.hasAreaCode()) {
      return withoutArea(number.national());
    }
    return Stream.of(Optional.of(number), number.withoutNinthDigit(), number.withNinthDigit())
        .flatMap(Optional::stream)
        .flatMap(one -> withArea(one).stream())
        .toList();
  }

  private static List<String> withArea(BrazilianNumber number) {
    List<String> typed = new ArrayList<>();
    String area = number.area();
    for (String local : local(number)) {
      for (String prefix :
          List.of(
              "(" + area + ") ",
              area + " ",
              "+55 " + area + " ",
              "+55 (" + area + ") ",
              "(" + area + ")",
              "(0" + area + ") ",
              "0" + area + " ",
              "0" + area,
              area + "-",
              area)) {
        typed.add(prefix + local);
      }
    }
    typed.addAll(seldom(area, local(number)));
    return typed;
  }

  /** As told for dialling; only in the commonest groups, because each is one more to ask for. */
  private static List<String> seldom(String area, List<String> local) {
    List<String> typed = new ArrayList<>();
    for (String group : local.subList(0, Math.min(2, local.size()))) {
      for (String prefix : List.of("0xx" + area, "(0xx" + area + ")", "0055 " + area)) {
        typed.add(prefix + " " + group);
      }
      typed.add("+55 (0)" + area + " " + group);
    }
    CARRIER_CODES.forEach(code -> typed.add("0 " + code + " " + area + " " + local.get(0)));
    return typed;
  }

  /** The subscriber's digits, in one, in two and, with the ninth digit apart, in three groups. */
  private static List<String> local(BrazilianNumber number) {
    String digits = number.local();
    if (digits.length() <= LAST_GROUP) {
      return List.of(digits);
    }
    String head = digits.substring(0, digits.length() - LAST_GROUP);
    String tail = digits.substring(digits.length() - LAST_GROUP);
    List<String> groups = new ArrayList<>();
    SEPARATORS.forEach(separator -> groups.add(head + separator + tail));
    if (number.hasNinthDigit()) {
      groups.add("9 " + head.substring(1) + "-" + tail);
      groups.add("9 " + head.substring(1) + " " + tail);
    }
    return groups;
  }

  /** 0800 and the like by threes, 4004 and the like by fours. */
  private static List<String> withoutArea(String national) {
    if (national.length() == 8) {
      String head = national.substring(0, LAST_GROUP);
      String tail = national.substring(LAST_GROUP);
      return SEPARATORS.stream().map(separator -> head + separator + tail).toList();
    }
    if (national.length() < 9) {
      return List.of();
    }
    String code = national.substring(0, 3);
    String rest = national.substring(3);
    List<String> typed = new ArrayList<>();
    for (String separator : SEPARATORS) {
      String grouped =
          rest.substring(0, rest.length() - LAST_GROUP)
              + separator
              + rest.substring(rest.length() - LAST_GROUP);
      typed.add("0" + code + " " + grouped);
      typed.add("0" + code + separator + grouped);
      typed.add("(0" + code + ") " + grouped);
      typed.add("+55 " + code + " " + grouped);
      typed.add(code + " " + grouped);
    }
    return typed;
  }
}
