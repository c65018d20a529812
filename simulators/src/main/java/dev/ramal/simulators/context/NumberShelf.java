package dev.ramal.simulators.context;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The telephone numbers that can be bought at a stand-in: the same at every start. */
public final class NumberShelf {
  public static final List<String> COUNTRIES = List.of("BR", "US");

  private static final List<String> BRAZILIAN_AREAS =
      List.of("11", "21", "31", "41", "51", "61", "71", "81");
  private static final List<String> AMERICAN_AREAS = List.of("212", "415");
  private static final int EACH = 30;

  private NumberShelf() {}

  /** What a number is for. */
  public enum Type {
    LOCAL,
    MOBILE,
    TOLL_FREE
  }

  /**
   * Numbers in E.164; none where the country has none of that type.
   *
   * @param area area code; null for several
   */
  public static List<String> numbers(String country, Type type, String area) {
    if (!COUNTRIES.contains(country)) {
      return List.of();
    }
    boolean brazil = "BR".equals(country);
    if (type == Type.TOLL_FREE) {
      return counted(brazil ? "+55800550" : "+1800555").toList();
    }
    if (type == Type.MOBILE && !brazil) {
      return List.of();
    }
    String middle = brazil ? type == Type.MOBILE ? "97550" : "3550" : "555";
    String code = brazil ? "+55" : "+1";
    String shape = brazil ? "[1-9][1-9]" : "[2-9][0-9]{2}";
    return Stream.ofNullable(area)
        .filter(asked -> asked.matches(shape))
        .findFirst()
        .map(Stream::of)
        .orElseGet(() -> area != null ? Stream.of() : areas(brazil))
        .flatMap(each -> counted(code + each + middle))
        .toList();
  }

  /** Whether the number stands on the shelf. */
  public static boolean holds(String number) {
    return number.matches("\\+55([1-9]{2}(97550|3550)|800550)00(0[1-9]|[12][0-9]|30)")
        || number.matches("\\+1[2-9][0-9]{2}55500(0[1-9]|[12][0-9]|30)");
  }

  public static Type typeOf(String number) {
    if (number.startsWith("+55800") || number.startsWith("+1800")) {
      return Type.TOLL_FREE;
    }
    return number.matches("\\+55[1-9]{2}9[0-9]{8}") ? Type.MOBILE : Type.LOCAL;
  }

  /** ISO code of the country of a number of ours. */
  public static String countryOf(String number) {
    return number.startsWith("+55") ? "BR" : "US";
  }

  private static Stream<String> areas(boolean brazil) {
    return (brazil ? BRAZILIAN_AREAS : AMERICAN_AREAS).stream();
  }

  private static Stream<String> counted(String beginning) {
    return IntStream.rangeClosed(1, EACH).mapToObj(n -> beginning + String.format("%04d", n));
  }
}
