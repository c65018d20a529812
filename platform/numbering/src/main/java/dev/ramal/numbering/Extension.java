package dev.ramal.numbering;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A telephone number as people write it, parted from the extension behind it: {@code "11 3333-4444
 * ramal 12"}. An extension cannot be dialled with the number; libphonenumber would read its letters
 * as keys.
 *
 * @param number what stands before the extension; the whole text when there is none
 * @param extension digits; null when none is named
 */
public record Extension(String number, String extension) {
  private static final Pattern FORM =
      Pattern.compile(
          "(.*?\\d.*?)[\\s,;./(-]*"
              + "(?:ramal|ram|rml|r|extens[aã]o|extension|ext|anexo|interno|int|x|#)"
              + "[\\s.:;=nº°#-]*(\\d{1,7})\\s*\\)?\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

  /** Nobody's number is longer, and the form takes its time with long texts. */
  static final int LONGEST = 100;

  /** Never null. */
  public static Extension split(String text) {
    Matcher form = FORM.matcher(text);
    return text.length() <= LONGEST && form.matches()
        ? new Extension(form.group(1), form.group(2))
        : new Extension(text, null);
  }
}
