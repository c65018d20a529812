package dev.ramal.billing.reconciliation;

import dev.ramal.events.CleanText;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Understands the rows of one file. Not thread-safe. */
final class DetailRow {
  /** ISO 4217 for none: stands where rows of one leg have several. */
  static final String NO_CURRENCY = "XXX";

  private static final int LONGEST_TEXT = 256;
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}(\\.0+)?");
  private static final Pattern AMOUNT = Pattern.compile("[+-]?[0-9]{1,9}(\\.[0-9]{1,12})?");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ().-]{4,24}");
  private static final Pattern SCHEME = Pattern.compile("^(whatsapp|tel):");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
  private static final Set<String> CURRENCIES = currencies();

  private final DetailHeading heading;
  private final ReconciliationSettings settings;
  private final DetailFormat format;
  private final boolean decimalComma;
  private long row;
  private List<String> cells;
  private BiConsumer<String, String> refuse;
  private boolean bad;

  /**
   * @param decimalComma whether amounts may have one: where commas separate no cells
   */
  DetailRow(DetailHeading heading, ReconciliationSettings settings, boolean decimalComma) {
    this.heading = heading;
    this.settings = settings;
    this.format = settings.format();
    this.decimalComma = decimalComma;
  }

  /** Whether it is of a direction that is not compared: {@code outbound-api} is outbound. */
  boolean isLeftOut(List<String> of) {
    String direction = cell(of, DetailColumn.DIRECTION).toLowerCase(Locale.ROOT);
    return settings.direction() != null
        && !direction.isEmpty()
        && !direction.startsWith(settings.direction().wire());
  }

  /**
   * @param whole as many cells as the heading has
   * @param refused is told each cell that cannot be understood, and why
   * @return null when there is one
   */
  CarrierLine read(long number, List<String> whole, BiConsumer<String, String> refused) {
    row = number;
    cells = whole;
    refuse = refused;
    bad = false;
    String reference = text(DetailColumn.REFERENCE);
    String part = text(DetailColumn.PART);
    Instant startedAt = time();
    Long quantity = quantity(part);
    BigDecimal amount = amount();
    String currency = amount == null ? null : currency();
    String party = party();
    if (reference == null && (startedAt == null || party == null)) {
      refuse(
          format.namesOtherwise() ? DetailColumn.STARTED_AT : DetailColumn.REFERENCE,
          "is empty: a row is found by its id, or by time and number");
    }
    return bad
        ? null
        : new CarrierLine(number, reference, part, party, startedAt, quantity, amount, currency);
  }

  private Instant time() {
    String text = cell(cells, DetailColumn.STARTED_AT);
    if (text.isEmpty()) {
      return null;
    }
    try {
      Instant time = DetailTimes.read(text, settings.zone());
      if (!settings.isNear(time)) {
        refuse(DetailColumn.STARTED_AT, "lies far from " + settings.month() + ": " + shown(text));
      }
      return time;
    } catch (DateTimeException e) {
      refuse(DetailColumn.STARTED_AT, DetailTimes.WANTED + ", not " + shown(text));
      return null;
    }
  }

  /** What was not answered has none; what another row of the leg measures is not asked here. */
  private Long quantity(String part) {
    String text = cell(cells, DetailColumn.QUANTITY);
    if (!text.isEmpty() && !COUNT.matcher(text).matches()) {
      refuse(DetailColumn.QUANTITY, "is a whole number of up to 9 digits, not " + shown(text));
      return null;
    }
    if (part != null
        && !format.measuringParts().isEmpty()
        && !format.measuringParts().contains(part.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return text.isEmpty() ? 0L : wholePart(text);
  }

  private static long wholePart(String text) {
    int point = text.indexOf('.');
    return Long.parseLong(text, 0, point < 0 ? text.length() : point, 10);
  }

  private BigDecimal amount() {
    String text = cell(cells, DetailColumn.AMOUNT);
    if (text.isEmpty() || text.equalsIgnoreCase("null")) {
      return null;
    }
    String plain = decimalComma && text.indexOf('.') < 0 ? text.replace(',', '.') : text;
    if (!AMOUNT.matcher(plain).matches()) {
      refuse(
          DetailColumn.AMOUNT,
          "is an amount like 0.0130, without a sign of a currency, not " + shown(text));
      return null;
    }
    return settings
        .charge()
        .cost(new BigDecimal(plain))
        .setScale(Money.SCALE, RoundingMode.HALF_EVEN);
  }

  private String currency() {
    String text = cell(cells, DetailColumn.CURRENCY).toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      return format.usualCurrency();
    }
    if (!CURRENCIES.contains(text)) {
      refuse(DetailColumn.CURRENCY, "is a currency like USD, not " + shown(text));
    }
    return text;
  }

  /** Who is not us: the caller of what comes in, else who was called. */
  private String party() {
    String direction = cell(cells, DetailColumn.DIRECTION).toLowerCase(Locale.ROOT);
    String from = cell(cells, DetailColumn.FROM);
    boolean comesIn = direction.startsWith("inbound") && !from.isEmpty();
    String text = comesIn ? from : cell(cells, DetailColumn.TO);
    if (text.isEmpty()) {
      return null;
    }
    requireStorable(comesIn ? DetailColumn.FROM : DetailColumn.TO, text);
    String plain = SCHEME.matcher(text).replaceFirst("");
    if (!NUMBER.matcher(plain).matches()) {
      return plain;
    }
    return "+" + NO_DIGIT.matcher(plain).replaceAll("");
  }

  private String text(DetailColumn column) {
    String text = cell(cells, column);
    requireStorable(column, text);
    return text.isEmpty() ? null : text;
  }

  private void requireStorable(DetailColumn column, String text) {
    if (text.length() > LONGEST_TEXT || !CleanText.isClean(text)) {
      refuse(column, "has at most " + LONGEST_TEXT + " characters, and none that is no text");
    }
  }

  private String cell(List<String> of, DetailColumn column) {
    Integer place = heading.place(column);
    return place == null ? "" : of.get(place).strip();
  }

  private void refuse(DetailColumn column, String why) {
    bad = true;
    Integer place = heading.place(column);
    refuse.accept(
        place == null ? "row " + row + "." + column.wire() : heading.place(row, place), why);
  }

  private static String shown(String text) {
    String clean = CleanText.of(text);
    return "\"" + (clean.length() > 40 ? CleanText.of(clean.substring(0, 40)) + "…" : clean) + "\"";
  }

  private static Set<String> currencies() {
    Set<String> codes = new HashSet<>();
    Currency.getAvailableCurrencies().forEach(currency -> codes.add(currency.getCurrencyCode()));
    codes.remove(NO_CURRENCY);
    return codes;
  }
}
