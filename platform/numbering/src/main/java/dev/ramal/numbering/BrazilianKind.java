package dev.ramal.numbering;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Brazilian number is, by its national digits alone. Only area codes that are given out
 * count; a number that fits no kind cannot be dialled.
 *
 * <p>Source: Anatel, resolution 86/1998 (regulation of numbering), with 263/2001 for the area codes
 * and 553/2010 for the ninth digit.
 */
enum BrazilianKind {
  LANDLINE("\\d{2}[2-5]\\d{7}", true),
  MOBILE("\\d{2}9\\d{8}", true),
  /** 0800, of ten digits, or of nine where it was given out long ago. The called pays. */
  TOLL_FREE("800\\d{6,7}", false),
  /** 4004-, 4020-, 4370-, 3003-xxxx, and 0300: nationwide, at a price of its own. */
  SHARED_COST("40(?:0\\d|20)\\d{4}|4370\\d{4}|300\\d{5,7}", false),
  /** 0900 and 0500: the caller pays for a service or gives a donation. */
  PREMIUM("[59]00\\d{6,7}", false);

  private final Pattern form;
  private final boolean hasArea;

  BrazilianKind(String form, boolean hasArea) {
    this.form = Pattern.compile(form);
    this.hasArea = hasArea;
  }

  /** Empty for digits that no Brazilian telephone has today. */
  static Optional<BrazilianKind> of(BrazilianNumber number) {
    return Arrays.stream(values()).filter(kind -> kind.has(number)).findFirst();
  }

  private boolean has(BrazilianNumber number) {
    return form.matcher(number.national()).matches()
        && (!hasArea || AreaCode.of(number.area()).isPresent());
  }
}
