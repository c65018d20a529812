package dev.ramal.numbering;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of somebody who calls, from carriers that hand it on as the network within Brazil has
 * it: without the plus, perhaps without the country, perhaps with the trunk prefix 0.
 */
public final class CallerNumber {
  private static final Pattern WITHIN_BRAZIL = Pattern.compile("(?:55|0)?([1-9]{2}\\d{8,9})");

  private CallerNumber() {}

  /**
   * In E.164 where the text can be a Brazilian landline or mobile in the national form; else the
   * text as it stands. A carrier that leaves the plus out for foreign callers too cannot be told
   * apart: {@code 51 9…} is Porto Alegre and Peru, and Porto Alegre is meant.
   *
   * @param caller as the carrier said it; null when it said nothing
   */
  public static String of(String caller) {
    Matcher form = WITHIN_BRAZIL.matcher(caller == null ? "" : caller.strip());
    if (!form.matches()) {
      return caller;
    }
    BrazilianNumber number = new BrazilianNumber(form.group(1));
    return DialableNumber.isBrazilian(number.withNinthDigit().orElse(number))
        ? number.international()
        : caller;
  }
}
