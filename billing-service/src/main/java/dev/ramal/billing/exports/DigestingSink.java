package dev.ramal.billing.exports;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests a file that passes by. Not thread-safe. */
final class DigestingSink {
  private final MessageDigest digest;
  private long bytes;

  DigestingSink() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(byte[] chunk) {
    digest.update(chunk);
    bytes += chunk.length;
  }

  long bytes() {
    return bytes;
  }

  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
