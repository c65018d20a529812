package dev.ramal.numbering;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The forms in which people type Brazilian numbers, the commonest first. A front is what stands
 * before the subscriber's digits, {@code AA} in it the area code.
 */
final class TypedForms {
  private static final int LAST_GROUP = 4;
  private static final List<String> SEPARATORS = List.of("-", " ", ".", "");

  private static final List<String> FRONTS =
      List.of(
          "(AA) ",
          "AA ",
          "+55 AA ",
          "+55 (AA) ",
          "(AA)",
          "AA",
          "(0AA) ",
          "0AA ",
          "AA-",
          "0AA",
          "+55AA",
          "+55(AA)",
          "55 AA ",
          "55AA",
          "+55 AA-",
          "+55AA ",
          "+55-AA-",
          "55 (AA) ",
          "+55(AA) ",
          "AA.",
          "55(AA)",
          "0 AA ",
          "00 55 AA ",
          "0055 AA ",
          "0055AA",
          "AA/",
          "55-AA-",
          "55AA ",
          "(0AA)",
          "+55 (0AA) ",
          "+55 (0)AA ",
          "+55.AA.",
          "0xxAA ",
          "(0xxAA) ",
          "0(xx)AA ",
          "+55 0AA ",
          "tel:+55AA",
          "tel:+55-AA-",
          "tel: (AA) ",
          "0 15 AA ",
          "0 21 AA ",
          "0 31 AA ",
          "0 41 AA ");

  /** What is written behind a number that is somebody's on WhatsApp. */
  private static final List<String> NOTES = List.of(" (WhatsApp)", " WhatsApp", " (whatsapp)");

  /** How much rarer the next grouping is than the one before, in steps of fronts. */
  private static final int NEXT_GROUPING = 7;

  /** How much rarer it is to write a mobile as it was before the ninth digit. */
  private static final int OLD = 8;

  private static final int NOTED = 14;

  /** Whoever writes a note behind the number writes the number in one of the commonest forms. */
  private static final int FRONTS_WITH_NOTES = 6;

  private TypedForms() {}

  /**
   * @param rarity the smaller, the likelier
   */
  record Typed(String text, int rarity) {}

  static Stream<Typed> withArea(BrazilianNumber number) {
    List<String> groupings = groupings(number);
    return IntStream.range(0, FRONTS.size())
        .boxed()
        .flatMap(
            front ->
                IntStream.range(0, groupings.size())
                    .filter(grouping -> suits(FRONTS.get(front), groupings.get(grouping)))
                    .mapToObj(grouping -> typed(number, front, grouping, groupings)))
        .flatMap(TypedForms::withNotes);
  }

  private static Typed typed(
      BrazilianNumber number, int front, int grouping, List<String> groupings) {
    String before = FRONTS.get(front);
    boolean dotted = before.endsWith(".") && groupings.get(grouping).matches("\\d+\\.\\d+");
    int age = number.withNinthDigit().isPresent() ? OLD : 0;
    return new Typed(
        before.replace("AA", number.area()) + groupings.get(grouping),
        age + front + (dotted ? 0 : NEXT_GROUPING * grouping));
  }

  /** Who sets the ninth digit apart sets the area apart by the same, or by a blank or bracket. */
  private static boolean suits(String front, String grouping) {
    char apart = grouping.charAt(1);
    char end = front.charAt(front.length() - 1);
    return Character.isDigit(apart) || end == ' ' || end == ')' || end == apart;
  }

  private static Stream<Typed> withNotes(Typed typed) {
    if (typed.rarity() >= FRONTS_WITH_NOTES) {
      return Stream.of(typed);
    }
    return Stream.concat(
        Stream.of(typed),
        NOTES.stream().map(note -> new Typed(typed.text() + note, typed.rarity() + NOTED)));
  }

  /** The subscriber's digits, in one, in two and, with the ninth digit apart, in three groups. */
  private static List<String> groupings(BrazilianNumber number) {
    String digits = number.local();
    if (digits.length() <= LAST_GROUP) {
      return List.of(digits);
    }
    String head = digits.substring(0, digits.length() - LAST_GROUP);
    String tail = digits.substring(digits.length() - LAST_GROUP);
    if (!number.hasNinthDigit()) {
      return Stream.of("-", "", " ", ".", "\u2013")
          .map(separator -> head + separator + tail)
          .toList();
    }
    String rest = head.substring(1);
    return List.of(
        head + "-" + tail,
        head + tail,
        head + " " + tail,
        "9 " + rest + "-" + tail,
        head + "\u2013" + tail,
        head + "." + tail,
        "9 " + rest + " " + tail,
        "9." + rest + "-" + tail,
        "9." + rest + "." + tail,
        "9-" + rest + "-" + tail);
  }

  /** 0800 and the like by threes, 4004 and the like by fours. */
  static List<String> withoutArea(String national) {
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
      for (String front : List.of("0C ", "0C" + separator, "(0C) ", "+55 C ", "C ", "55 C ")) {
        typed.add(front.replace("C", code) + grouped);
      }
      typed.add("+55" + code + separator + grouped);
    }
    return typed;
  }
}
