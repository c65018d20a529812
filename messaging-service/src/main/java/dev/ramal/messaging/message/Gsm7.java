package dev.ramal.messaging.message;

/** The default alphabet of 3GPP TS 23.038 and its extension table. */
final class Gsm7 {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Each costs an escape septet besides its own. */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private static final int IMPOSSIBLE = 0;

  private Gsm7() {}

  /** Septets of a character: 1, 2, or 0 when the alphabet lacks it. */
  static int septets(int codePoint) {
    if (BASIC.indexOf(codePoint) >= 0) {
      return 1;
    }
    return EXTENSION.indexOf(codePoint) >= 0 ? 2 : IMPOSSIBLE;
  }
}
