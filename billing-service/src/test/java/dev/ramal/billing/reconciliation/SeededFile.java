package dev.ramal.billing.reconciliation;

import dev.ramal.billing.fixtures.DetailFiles;
import dev.ramal.billing.fixtures.StoredUses;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A call log of Twilio with errors of eight kinds among what is right, and what is known to be true
 * of each line. The same seed makes the same file.
 */
final class SeededFile {
  /** What is done to a line. */
  enum Error {
    NONE(LineClass.MATCHED),
    WITHIN_TOLERANCE(LineClass.MATCHED),
    NOT_ANSWERED(LineClass.MATCHED),
    NEVER_HEARD_OF(LineClass.MISSING_OURS),
    LEFT_OUT(LineClass.MISSING_THEIRS),
    LONGER(LineClass.DURATION),
    SHORTER(LineClass.DURATION),
    DEARER(LineClass.PRICE),
    CHEAPER(LineClass.PRICE),
    OTHER_CURRENCY(LineClass.CURRENCY),
    TWICE(LineClass.MATCHED);

    final LineClass truth;

    Error(LineClass truth) {
      this.truth = truth;
    }
  }

  private static final Error[] ERRORS = Error.values();
  private static final BigDecimal PER_MINUTE = new BigDecimal("0.0140");
  private static final BigDecimal DOLLAR = new BigDecimal("5.80");

  final List<StoredUses> uses = new ArrayList<>();
  final Map<Long, LineClass> truthByRow = new LinkedHashMap<>();
  final List<String> leftOut = new ArrayList<>();
  final Map<LineClass, BigDecimal> asked = new EnumMap<>(LineClass.class);
  private final StringBuilder file = new StringBuilder(DetailFiles.TWILIO_CALLS);
  private final Random random;
  private final Instant month;
  private final String series;
  private long row = 1;

  /**
   * @param month its first instant
   * @param series makes names that no other file has
   */
  SeededFile(long seed, Instant month, String series, int lines) {
    this.random = new Random(seed);
    this.month = month;
    this.series = series;
    List<String> twice = new ArrayList<>();
    while (row <= lines) {
      Error error = random.nextInt(10) < 7 ? Error.NONE : ERRORS[random.nextInt(ERRORS.length)];
      add(error, twice);
    }
  }

  String text() {
    return file.toString();
  }

  long rows() {
    return row - 1;
  }

  private void add(Error error, List<String> twice) {
    String reference = "CA%s%08d".formatted(series, uses.size() + row);
    Instant at = month.plusSeconds(3600 + random.nextInt(27 * 86_400));
    long seconds = error == Error.NOT_ANSWERED ? 0 : 3 + random.nextInt(600);
    BigDecimal price = PER_MINUTE.multiply(BigDecimal.valueOf((seconds + 59) / 60));
    String party = "+55119" + (10_000_000 + random.nextInt(80_000_000));
    if (error != Error.NEVER_HEARD_OF) {
      uses.add(
          StoredUses.call(
              "twilio",
              reference,
              party,
              at,
              seconds,
              seconds == 0 ? null : price.toPlainString(),
              seconds == 0 ? null : "USD",
              price.multiply(DOLLAR).toPlainString()));
    }
    if (error == Error.LEFT_OUT) {
      leftOut.add(reference);
      return;
    }
    long told = seconds;
    BigDecimal charged = price;
    String currency = "USD";
    switch (error) {
      case WITHIN_TOLERANCE -> {
        told = seconds + random.nextInt(3) - 1;
        charged = price.add(new BigDecimal(random.nextBoolean() ? "0.0001" : "-0.0001"));
      }
      case LONGER -> told = seconds + 2 + random.nextInt(300);
      case SHORTER -> told = Math.max(0, seconds - 2 - random.nextInt(300));
      case DEARER -> charged = price.add(new BigDecimal("0.00011"));
      case CHEAPER -> charged = price.subtract(new BigDecimal("0.00011"));
      case OTHER_CURRENCY -> currency = random.nextBoolean() ? "EUR" : "BRL";
      default -> {}
    }
    String line =
        "%s,%s,%d,+551130001000,%s,outbound-api,completed,%s,%s\n"
            .formatted(
                reference,
                at.plusSeconds(random.nextInt(20)),
                told,
                party,
                charged.negate().toPlainString(),
                currency);
    write(line, error.truth);
    ask(error.truth, charged, price);
    if (error == Error.TWICE) {
      twice.add(line);
    }
    if (!twice.isEmpty() && random.nextInt(5) == 0) {
      write(twice.remove(0), LineClass.DUPLICATE);
    }
  }

  private void write(String line, LineClass truth) {
    file.append(line);
    truthByRow.put(++row, truth);
  }

  private void ask(LineClass truth, BigDecimal charged, BigDecimal price) {
    if (truth == LineClass.PRICE || truth == LineClass.MISSING_OURS) {
      BigDecimal wanted = truth == LineClass.PRICE ? charged.subtract(price) : charged;
      asked.merge(truth, wanted, BigDecimal::add);
    }
  }
}
