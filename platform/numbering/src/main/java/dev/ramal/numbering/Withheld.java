package dev.ramal.numbering;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Callers who do not show their number, in all the ways in which networks and carriers say so: no
 * text at all, words, a SIP address of nobody, zeros, or the word dialled on a keypad, as in {@code
 * +266696687} for ANONYMOUS.
 */
public final class Withheld {
  private static final Set<String> WORDS =
      Set.of(
          "anonymous",
          "anon",
          "restricted",
          "blocked",
          "unknown",
          "unavailable",
          "private",
          "withheld",
          "asserted",
          "hidden",
          "oculto",
          "confidencial",
          "nocallerid",
          "callerunknown",
          "notavailable",
          "notprovided",
          "outofarea",
          "undisclosed",
          "null",
          "none",
          "anonimo",
          "anônimo",
          "desconhecido",
          "privado",
          "restrito",
          "bloqueado",
          "naoidentificado",
          "nãoidentificado");

  private static final Map<Character, Character> KEYPAD = keypad();
  private static final Set<String> DIALLED =
      WORDS.stream()
          .filter(word -> word.chars().allMatch(letter -> letter < 128))
          .map(Withheld::dialled)
          .filter(digits -> digits.length() >= 7)
          .collect(Collectors.toUnmodifiableSet());

  /** The shortest numbers that any country has, with its code, have seven digits. */
  private static final int TOO_SHORT = 6;

  private Withheld() {}

  /**
   * Whether the text hides the caller: of a call, where a text without any digit is the carrier's
   * way to say so, in whatever language. The sender of a message may well be a name.
   *
   * @param caller as the carrier said it; null when it said nothing
   */
  public static boolean is(String caller) {
    String said = bare(caller);
    return said.isEmpty() || WORDS.contains(said) || namesNobody(caller) || isDisguised(said);
  }

  /** Whoever has a number or an address has a digit or says of what kind the address is. */
  private static boolean namesNobody(String caller) {
    return caller.chars().noneMatch(sign -> Character.isDigit(sign) || sign == ':' || sign == '@');
  }

  private static boolean isDisguised(String said) {
    boolean plus = said.startsWith("+");
    String digits = plus ? said.substring(1) : said;
    if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      return false;
    }
    Optional<PhoneNumber> number = PhoneLibrary.international("+" + digits);
    return digits.matches("1?0*|550+")
        || (plus && digits.length() <= TOO_SHORT && !digits.startsWith("55"))
        || ((DIALLED.contains(digits) || DIALLED.contains(withoutOne(digits)))
            && number.filter(PhoneLibrary::isAssigned).isEmpty());
  }

  /** Without scheme, host, spaces and marks, in small letters. */
  private static String bare(String caller) {
    if (caller == null) {
      return "";
    }
    String text =
        caller
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^.*<(.*)>$", "$1")
            .replaceFirst("^(sips?|tel):", "");
    int host = text.indexOf('@');
    return (host < 0 ? text : text.substring(0, host)).replaceAll("[\\s\"<>_.-]", "");
  }

  private static String withoutOne(String digits) {
    return digits.startsWith("1") ? digits.substring(1) : digits;
  }

  private static String dialled(String word) {
    return word.chars()
        .mapToObj(letter -> KEYPAD.get((char) letter).toString())
        .collect(Collectors.joining());
  }

  private static Map<Character, Character> keypad() {
    String digits = "22233344455566677778889999";
    Map<Character, Character> keys = new HashMap<>();
    for (int i = 0; i < digits.length(); i++) {
      keys.put((char) ('a' + i), digits.charAt(i));
    }
    return keys;
  }
}
