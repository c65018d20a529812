package dev.ramal.simulators.context;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** Makes ids in the shapes the carriers use. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A Twilio sid: two letters and 32 hexadecimal digits. */
  public static String sid(String letters) {
    return letters + hex(16);
  }

  public static String uuid() {
    return UUID.randomUUID().toString();
  }

  /** Random bytes as hexadecimal text of twice the length. */
  public static String hex(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  public static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
