package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.Amounts;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.tariffs.RuleDocument.IncrementsDocument;
import dev.ramal.billing.tariffs.RuleDocument.RateDocument;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.util.Arrays;
import java.util.Map;

/** One line of a file of rules. What is wrong with a cell is told by its line and column. */
final class RuleRow {
  private static final String[] LEGS = {"lead", "agent", "other"};
  private static final String[] METERS =
      Arrays.stream(Meter.values()).map(Meter::wire).toArray(String[]::new);
  private static final String[] DIRECTIONS =
      Arrays.stream(Direction.values()).map(Direction::wire).toArray(String[]::new);
  private static final String AMOUNT =
      "is written with at most 9 digits before and 9 behind the decimal point: 0.30";
  private static final int MOST_LETTERS = 100;

  private final int line;
  private final Map<RuleColumn, String> cells;
  private final boolean decimalComma;
  private final FileErrors errors;

  /**
   * @param cells what is not empty, by column
   * @param decimalComma whether amounts may be written as in 0,30
   */
  RuleRow(int line, Map<RuleColumn, String> cells, boolean decimalComma, FileErrors errors) {
    this.line = line;
    this.cells = cells;
    this.decimalComma = decimalComma;
    this.errors = errors;
  }

  /** What it says; of no use once there are errors. */
  RuleDocument read() {
    for (RuleColumn column : RuleColumn.values()) {
      if (column.required() && !cells.containsKey(column)) {
        errors.add(line, column, "is required");
      }
    }
    return new RuleDocument(
        matching(RuleColumn.ID, "(?s).{1," + MOST_LETTERS + "}", "has at most 100 characters"),
        word(RuleColumn.METER, METERS),
        word(RuleColumn.LEG, LEGS),
        word(RuleColumn.CARRIER, Carrier.words()),
        word(RuleColumn.DIRECTION, DIRECTIONS),
        matching(
            RuleColumn.DESTINATION_CLASS,
            "[A-Za-z0-9][A-Za-z0-9-]{0,62}",
            "is a class as in mobile-sp-rj or international-PT"),
        prefix(),
        increments(RuleColumn.MINIMUM, RuleColumn.INCREMENT, RuleColumn.GRACE),
        increments(RuleColumn.COST_MINIMUM, RuleColumn.COST_INCREMENT, RuleColumn.COST_GRACE),
        new RateDocument(
            amount(RuleColumn.COST_PER_UNIT), amount(RuleColumn.COST_CONNECTION_FEE), currency()),
        new RateDocument(
            amount(RuleColumn.PRICE_PER_UNIT), amount(RuleColumn.PRICE_CONNECTION_FEE), null),
        joinWithin());
  }

  private String word(RuleColumn column, String[] allowed) {
    String word = cells.get(column);
    if (word != null && !Arrays.asList(allowed).contains(word)) {
      errors.add(line, column, "is none of the values allowed", allowed);
      return null;
    }
    return word;
  }

  private String matching(RuleColumn column, String form, String wanted) {
    String text = cells.get(column);
    if (text != null && !text.matches(form)) {
      errors.add(line, column, wanted);
      return null;
    }
    return text;
  }

  /** A spreadsheet takes +5511 for a number and leaves out the plus sign. */
  private String prefix() {
    String digits = cells.get(RuleColumn.PREFIX);
    if (digits == null) {
      return null;
    }
    String prefix = digits.startsWith("+") ? digits : "+" + digits;
    if (!prefix.matches("\\+[1-9][0-9]{0,14}")) {
      errors.add(line, RuleColumn.PREFIX, "is a plus sign and 1 to 15 digits: +5511");
      return null;
    }
    return prefix;
  }

  private IncrementsDocument increments(
      RuleColumn minimum, RuleColumn increment, RuleColumn grace) {
    boolean stated =
        cells.containsKey(minimum) || cells.containsKey(increment) || cells.containsKey(grace);
    Long least = number(minimum, 0, IncrementsDocument.MOST_UNITS);
    Long step = number(increment, 1, IncrementsDocument.MOST_UNITS);
    Long free = number(grace, 0, IncrementsDocument.MOST_UNITS);
    return stated ? new IncrementsDocument(least, step, free) : null;
  }

  private Integer joinWithin() {
    Long seconds = number(RuleColumn.JOIN_WITHIN, 0, RuleDocument.MOST_SECONDS);
    return seconds == null ? null : Math.toIntExact(seconds);
  }

  private Long number(RuleColumn column, long least, long most) {
    String digits = cells.get(column);
    if (digits == null) {
      return null;
    }
    long number = digits.matches("[0-9]{1,9}") ? Long.parseLong(digits) : -1;
    if (number < least || number > most) {
      errors.add(line, column, "is a whole number from %d to %d".formatted(least, most));
      return null;
    }
    return number;
  }

  private String amount(RuleColumn column) {
    String written = cells.get(column);
    if (written == null) {
      return null;
    }
    String amount = decimalComma ? written.replace(',', '.') : written;
    if (amount.startsWith("-") && amount.matches(Amounts.SIGNED_RATE)) {
      errors.add(TariffProblems.NEGATIVE_AMOUNT, line, column, RateFields.NEGATIVE);
      return null;
    }
    if (!amount.matches(Amounts.RATE)) {
      errors.add(line, column, AMOUNT);
      return null;
    }
    return amount;
  }

  private String currency() {
    String code = cells.get(RuleColumn.COST_CURRENCY);
    if (code != null && !RateFields.isCurrency(code)) {
      errors.add(
          TariffProblems.UNKNOWN_CURRENCY, line, RuleColumn.COST_CURRENCY, RateFields.NO_CURRENCY);
      return null;
    }
    return code;
  }
}
