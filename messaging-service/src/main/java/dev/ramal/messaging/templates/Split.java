package dev.ramal.messaging.templates;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Which variant a contact gets: always the same one of a template, on whichever machine and however
 * often. The first 32 bits of SHA-256 over {@code <id of the template>:<contact>} are a place on a
 * line as long as the weights together; the variants lie on it one after the other.
 */
final class Split {
  private static final int BITS = 32;

  private Split() {}

  /**
   * @param contact as messages go by it
   * @param variants at least one
   */
  static TemplateVariant of(String templateId, String contact, List<TemplateVariant> variants) {
    int all = variants.stream().mapToInt(TemplateVariant::weight).sum();
    long place = (hash(templateId + ":" + contact) * all) >>> BITS;
    for (TemplateVariant variant : variants) {
      place -= variant.weight();
      if (place < 0) {
        return variant;
      }
    }
    throw new IllegalStateException("a place beyond all variants");
  }

  private static long hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
