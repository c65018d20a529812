package dev.ramal.simulators.context;

/** How many segments a text needs: GSM 03.38 160/153, otherwise UCS-2 70/67. */
public final class Segments {
  private static final String GSM =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String GSM_EXTENDED = "^{}\\[~]|€";

  private Segments() {}

  public static boolean isGsm(String text) {
    return text.chars().allMatch(c -> GSM.indexOf(c) >= 0 || GSM_EXTENDED.indexOf(c) >= 0);
  }

  /** At least 1. */
  public static int count(String text) {
    if (!isGsm(text)) {
      return parts(text.length(), 70, 67);
    }
    int extended = (int) text.chars().filter(c -> GSM_EXTENDED.indexOf(c) >= 0).count();
    return parts(text.length() + extended, 160, 153);
  }

  private static int parts(int length, int single, int part) {
    return length <= single ? 1 : (length + part - 1) / part;
  }
}
