package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The number that somebody probably meant who did not write E.164: read the way numbers are written
 * in Brazil, with a mask, without the country, with the trunk prefix 0, the digits that choose a
 * carrier ({@code 0 15 11 …}) or those of a collect call ({@code 9090 11 …}) in front, with an
 * extension behind.
 *
 * <p>It is a guess for a person to confirm, or to look something up by. Nothing is ever dialled by
 * it.
 */
public final class MeantNumber {
  private static final String BRAZIL = "55";

  /** More than one of them stands in front of some numbers: +55 0 15 11 …. */
  private static final List<String> PREFIXES =
      List.of(BRAZIL, "0[1-9]\\d", "0", "9090", "90\\d\\d");

  /** What people write behind a number that is not dialled. */
  private static final Pattern NOTE =
      Pattern.compile(
          "[\\s,;/(\\p{Pd}]+(?:whats(?:app)?|wpp|zap|cel(?:ular)?|fixo|casa|trabalho|recados?)\\W*$",
          Pattern.CASE_INSENSITIVE);

  /** A plus sign that was not sent as %2B is read as a blank. */
  private static final Pattern LOST_PLUS = Pattern.compile(" (\\d+)");

  private static final int MOST_PREFIXES = 3;

  private MeantNumber() {}

  /**
   * The number that the text probably means.
   *
   * @param text null when nothing was written
   * @return a number that can be dialled; empty when the text is not plainly one
   */
  public static Optional<E164> of(String text) {
    if (Withheld.is(text) || text.length() > Extension.LONGEST) {
      return Optional.empty();
    }
    String written = withoutLabel(Extension.split(NOTE.matcher(text).replaceFirst("")).number());
    if (written.chars().anyMatch(Character::isLetter)) {
      return Optional.empty();
    }
    String digits = digits(written);
    if (written.startsWith("+")) {
      return DialableNumber.of("+" + digits).or(() -> brazilian(digits.replaceFirst("^55", "")));
    }
    return brazilian(digits).or(() -> abroad(digits));
  }

  /**
   * The number that a parameter of a query names: one in E.164 as it stands, with a plus sign that
   * became a blank too, else the number that is probably meant.
   *
   * @param text null when nothing was asked for
   */
  public static Optional<E164> toLookUp(String text) {
    if (E164.isValid(text)) {
      return Optional.of(E164.of(text));
    }
    Matcher blank = LOST_PLUS.matcher(text == null ? "" : text);
    return Optional.of(blank)
        .filter(Matcher::matches)
        .flatMap(digits -> DialableNumber.of("+" + digits.group(1)))
        .or(() -> of(text));
  }

  /** The first reading that can be dialled, after taking away as little as possible. */
  private static Optional<E164> brazilian(String digits) {
    Set<String> readings = new LinkedHashSet<>(List.of(digits));
    for (int i = 0; i < MOST_PREFIXES; i++) {
      List.copyOf(readings).forEach(reading -> shorter(reading).forEach(readings::add));
    }
    return readings.stream()
        .map(BrazilianNumber::new)
        .map(number -> number.withNinthDigit().orElse(number))
        .filter(DialableNumber::isBrazilian)
        .map(number -> E164.of(number.international()))
        .findFirst();
  }

  private static Stream<String> shorter(String digits) {
    return PREFIXES.stream()
        .map(prefix -> digits.replaceFirst("^" + prefix, ""))
        .filter(rest -> rest.length() < digits.length());
  }

  /** 00, perhaps a carrier's two digits, the country. */
  private static Optional<E164> abroad(String digits) {
    return Stream.of("^00", "^00[1-9]\\d")
        .map(prefix -> digits.replaceFirst(prefix, ""))
        .filter(rest -> rest.length() < digits.length())
        .map(rest -> "+" + rest)
        .filter(
            text -> PhoneLibrary.international(text).filter(PhoneLibrary::isAssigned).isPresent())
        .flatMap(text -> DialableNumber.of(text).stream())
        .findFirst();
  }

  /** Without {@code tel:} or {@code Celular:} in front, and without the xx of (0xx11). */
  private static String withoutLabel(String text) {
    return text.replaceFirst("^[\\s\\p{Cf}]*(?:\\p{L}[\\p{L}\\s]*[:.])?[\\s\\p{Cf}]*", "")
        .replaceFirst("^\\(?0\\s*\\(?(?:xx|XX|\\*\\*)\\)?", "");
  }

  private static String digits(String text) {
    return text.codePoints()
        .filter(Character::isDigit)
        .map(digit -> Character.digit(digit, 10))
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
