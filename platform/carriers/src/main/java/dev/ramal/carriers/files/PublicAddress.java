package dev.ramal.carriers.files;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether a server of the public internet can have an address: what our own network, this machine
 * or a cloud's metadata service answers at is none.
 *
 * <p>Source: IANA, special-purpose address registries for IPv4 and IPv6.
 */
public final class PublicAddress {
  private static final List<Block> SPECIAL_V4 =
      List.of(
          block(8, 0),
          block(8, 10),
          block(10, 100, 64),
          block(8, 127),
          block(16, 169, 254),
          block(12, 172, 16),
          block(24, 192, 0, 0),
          block(24, 192, 0, 2),
          block(24, 192, 31, 196),
          block(24, 192, 52, 193),
          block(24, 192, 88, 99),
          block(16, 192, 168),
          block(24, 192, 175, 48),
          block(15, 198, 18),
          block(24, 198, 51, 100),
          block(24, 203, 0, 113),
          block(3, 224));

  /** Global unicast is 2000::/3; within it, what leads to other networks or to none. */
  private static final Block GLOBAL_V6 = block(3, 0x20);

  private static final List<Block> SPECIAL_V6 =
      List.of(
          block(23, 0x20, 0x01, 0x00),
          block(32, 0x20, 0x01, 0x0d, 0xb8),
          block(16, 0x20, 0x02),
          block(20, 0x3f, 0xff, 0x00));

  private PublicAddress() {}

  /** An IPv4 address that is written as an IPv6 one is taken for what it is. */
  public static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return SPECIAL_V4.stream().noneMatch(block -> block.holds(bytes));
    }
    return GLOBAL_V6.holds(bytes) && SPECIAL_V6.stream().noneMatch(block -> block.holds(bytes));
  }

  private static Block block(int bits, int... first) {
    return new Block(bits, first);
  }

  /** The addresses that begin with the same bits. */
  private record Block(int bits, int[] first) {
    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        int wanted = bit / 8 < first.length ? first[bit / 8] : 0;
        if ((address[bit / 8] & mask) != (wanted & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
