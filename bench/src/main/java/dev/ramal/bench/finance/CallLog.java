package dev.ramal.bench.finance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Twilio's call log of a {@link StoredMonth}: of a hundred lines one is unknown to us, one longer,
 * one dearer, one in another currency and one left out.
 */
final class CallLog {
  private static final BigDecimal PER_SECOND = new BigDecimal("0.0002");

  private CallLog() {}

  /** How many lines each class has to have. */
  record Truth(
      int matched, int missingOurs, int missingTheirs, int duration, int price, int currency) {}

  static Truth write(Path file, int lines) {
    int[] of = new int[6];
    Instant first = Instant.parse(StoredMonth.MONTH + "-02T12:00:00Z");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("Sid,Start Time,Duration,From,To,Direction,Status,Price,Price Unit\n");
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      for (int i = 1; i <= lines; i++) {
        int error = Math.min(i % 100, 5);
        of[error]++;
        if (error == 2) {
          continue;
        }
        int seconds = 5 + i % 600;
        BigDecimal price = PER_SECOND.multiply(BigDecimal.valueOf(seconds));
        String sid = HexFormat.of().formatHex(md5.digest(("" + i).getBytes(UTF_8)));
        out.write(error == 1 ? "CAx" : "CA");
        out.write(sid);
        out.write(',');
        out.write(first.plusSeconds(i % 2_000_000 + 7).toString());
        out.write("," + (error == 3 ? seconds + 30 : seconds));
        out.write(",+551130001000,+55119" + "%08d".formatted(i % 9_999_999));
        out.write(",outbound-api,completed,-");
        out.write((error == 4 ? price.add(BigDecimal.ONE) : price).toPlainString());
        out.write(error == 0 ? ",BRL\n" : ",USD\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
    return new Truth(of[5], of[1], of[1] + of[2], of[3], of[4], of[0]);
  }
}
