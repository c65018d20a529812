package dev.ramal.billing.rating;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import java.util.Comparator;
import java.util.Objects;

/**
 * One line of a tariff. What it leaves null it does not ask about.
 *
 * <p>A class covers itself and what is written below it with a dash: {@code mobile} covers {@code
 * mobile-sp-rj}, {@code international} covers {@code international-US}. A prefix covers every
 * number that begins with it. Of messages, a rule that names no direction covers what is sent:
 * received ones are priced only where a rule says inbound, never by the price of sending.
 *
 * @param id unique in its tariff, readable: it is shown to people
 * @param meter what the rule rates
 * @param leg agent or lead; null for any
 * @param carrier null for any
 * @param direction null for any; of messages, for outbound
 * @param destinationClass null for any
 * @param prefix beginning of an E.164 number with its plus sign; null for any
 * @param increments how the quantity is rounded up
 * @param cost what the carrier asks
 * @param price what the organization pays, BRL
 * @param costIncrements how the carrier rounds up what it asks for; null where it does as we do
 * @param joinWithin seconds: a call that begins so soon after the end of another with the same
 *     number continues it, and the increments are those of both together; 0 for never
 */
public record Rule(
    String id,
    Meter meter,
    String leg,
    Carrier carrier,
    Direction direction,
    DestinationClass destinationClass,
    String prefix,
    Increments increments,
    Rate cost,
    Rate price,
    Increments costIncrements,
    int joinWithin)
    implements Candidates {
  /**
   * Which of several covering rules rates a usage: the longest number prefix, then the longest
   * class, then a named leg before any leg, a named carrier before any carrier, a named direction
   * before any direction. Two rules of a tariff that ask the same are refused when it is made, so
   * the order is total and never depends on how the rules were listed.
   */
  static final Comparator<Rule> BY_SPECIFICITY =
      Comparator.<Rule>comparingInt(rule -> length(rule.prefix()))
          .thenComparingInt(rule -> length(rule.classWord()))
          .thenComparing(rule -> rule.destinationClass() != null)
          .thenComparing(rule -> rule.leg() != null)
          .thenComparing(rule -> rule.carrier() != null)
          .thenComparing(rule -> rule.direction() != null);

  public Rule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(meter, "meter");
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(price, "price");
    increments = increments == null ? Increments.EACH : increments;
    costIncrements = costIncrements == null ? increments : costIncrements;
    if (!"BRL".equals(price.currency())) {
      throw new IllegalArgumentException("organizations pay in BRL: rule " + id);
    }
    if (prefix != null && !prefix.matches("\\+[0-9]{1,15}")) {
      throw new IllegalArgumentException("a prefix is a plus sign and digits: rule " + id);
    }
  }

  /** Where the carrier rounds as we do. */
  public Rule(
      String id,
      Meter meter,
      String leg,
      Carrier carrier,
      Direction direction,
      DestinationClass destinationClass,
      String prefix,
      Increments increments,
      Rate cost,
      Rate price) {
    this(
        id,
        meter,
        leg,
        carrier,
        direction,
        destinationClass,
        prefix,
        increments,
        cost,
        price,
        null,
        0);
  }

  /** What is billed of a usage beyond what was billed of those that it continues. */
  public long billed(Usage usage) {
    long before = preceding(usage);
    return increments.billed(Math.addExact(before, usage.quantity())) - increments.billed(before);
  }

  /** What the organization pays for it. */
  public Money priceOf(Usage usage) {
    long before = increments.billed(preceding(usage));
    return price.of(meter, Math.addExact(before, billed(usage))).minus(price.of(meter, before));
  }

  /** The quantity of what a usage continues, as far as this rule joins calls. */
  long preceding(Usage usage) {
    return joinWithin == 0 ? 0 : usage.preceding();
  }

  /** What the carrier is expected to ask, in its currency. */
  public Money costOf(long quantity) {
    return cost.of(meter, costIncrements.billed(quantity));
  }

  @Override
  public Rule covering(Usage usage) {
    return agreesWith(usage) ? this : null;
  }

  private boolean agreesWith(Usage usage) {
    return (leg == null || leg.equals(usage.leg()))
        && (carrier == null || carrier == usage.carrier())
        && coversDirection(usage.direction())
        && (destinationClass == null || coversClass(usage.destinationClass()));
  }

  private boolean coversDirection(Direction used) {
    return direction == null
        ? meter != Meter.MESSAGE_SEGMENT || used != Direction.INBOUND
        : direction == used;
  }

  private boolean coversClass(DestinationClass used) {
    return used != null && used.isWithin(destinationClass);
  }

  private String classWord() {
    return destinationClass == null ? null : destinationClass.word();
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }

  /** What it asks about. Of two rules that ask exactly the same, neither could be preferred. */
  public Question question() {
    return new Question(meter, leg, carrier, direction, destinationClass, prefix);
  }

  /** Everything a rule compares a usage with. */
  public record Question(
      Meter meter,
      String leg,
      Carrier carrier,
      Direction direction,
      DestinationClass destinationClass,
      String prefix) {}
}
