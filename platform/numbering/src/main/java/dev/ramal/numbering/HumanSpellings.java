package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How people type a number into a form that takes any text: with blanks, dots, dashes, brackets,
 * with the trunk zero, with the ninth digit set apart. Far more than {@link Spellings}, for a store
 * that can be asked for many texts at once.
 *
 * <p>Each front (country, area, and what stands between) meets each grouping of the subscriber's
 * digits; the commoner the two are, the earlier the text comes. {@link #MOST} of them are asked
 * for: what is rare in both is left out.
 */
public final class HumanSpellings {
  /** Texts in one list: as many as fit into the address of one request. */
  static final int IN_ONE_LIST = 200;

  private static final int MOST = 2 * IN_ONE_LIST;

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
        .flatMap(HumanSpellings::typed)
        .forEach(spellings::add);
    return spellings.stream().limit(MOST).toList();
  }

  /**
   * The same in lists for one request each.
   *
   * @return at least one list; none is empty
   */
  public static List<List<String>> inLists(E164 number) {
    List<String> all = of(number);
    List<List<String>> lists = new ArrayList<>();
    for (int from = 0; from < all.size(); from += IN_ONE_LIST) {
      lists.add(all.subList(from, Math.min(from + IN_ONE_LIST, all.size())));
    }
    return lists;
  }

  private static Stream<String> typed(BrazilianNumber number) {
    if (!number.hasAreaCode()) {
      return TypedForms.withoutArea(number.national()).stream();
    }
    return Stream.of(Optional.of(number), number.withoutNinthDigit(), number.withNinthDigit())
        .flatMap(Optional::stream)
        .flatMap(TypedForms::withArea)
        .sorted(Comparator.comparingInt(TypedForms.Typed::rarity))
        .map(TypedForms.Typed::text);
  }
}
