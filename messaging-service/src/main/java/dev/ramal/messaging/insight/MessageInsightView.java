package dev.ramal.messaging.insight;

import dev.ramal.events.Money;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.kit.time.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What messages amount to.
 *
 * @param from of the messages: asked for at or after this time
 * @param to asked for before this time
 * @param timeZone of hours and days
 * @param total of all of them
 * @param items by the value of the group, which has most messages first; days and hours in order
 */
@Schema(name = "MessageInsight")
record MessageInsightView(
    @Schema(implementation = MessageInsightGroup.class) MessageInsightGroup group,
    Instant from,
    Instant to,
    @Schema(examples = InsightDays.ZONE) String timeZone,
    MessageFiguresView total,
    List<MessageItemView> items) {

  /**
   * @param amounts whether what carriers charge is shown
   */
  static MessageInsightView of(
      MessageInsightGroup group, Span time, Map<String, MessageFigures> found, boolean amounts) {
    Comparator<Entry<String, MessageFigures>> byValue = Entry.comparingByKey();
    Comparator<Entry<String, MessageFigures>> order =
        group == MessageInsightGroup.DAY || group == MessageInsightGroup.HOUR
            ? byValue
            : Comparator.<Entry<String, MessageFigures>>comparingLong(
                    one -> -one.getValue().messages())
                .thenComparing(byValue);
    MessageFigures total =
        found.values().stream().reduce(MessageFigures.NONE, MessageFigures::plus);
    return new MessageInsightView(
        group,
        time.begin(),
        time.until(),
        InsightDays.ZONE,
        MessageFiguresView.of(total, amounts),
        found.entrySet().stream()
            .sorted(order)
            .map(
                one ->
                    new MessageItemView(
                        one.getKey().isEmpty() ? null : one.getKey(),
                        MessageFiguresView.of(one.getValue(), amounts)))
            .toList());
  }

  /**
   * One value of the group.
   *
   * @param value the id of a template, campaign or agent, the word of a carrier or channel, a day,
   *     00 to 23; null for messages that have none
   */
  @Schema(name = "MessageInsightItem")
  record MessageItemView(@Schema(nullable = true) String value, MessageFiguresView figures) {}

  /**
   * Sums.
   *
   * @param messages of ours, whatever became of them
   * @param sent the carrier has handed them on
   * @param delivered the handset had them
   * @param read as far as the channel tells
   * @param failed ended otherwise; what was called off is none
   * @param replied answered otherwise than by opting out
   * @param optedOut by an answer to them the contact wants no more
   * @param failures the same as failed, by reason, the most first
   * @param costs what carriers charged, by currency, as far as they have told; null for whoever may
   *     not see it
   */
  @Schema(name = "MessageFigures")
  record MessageFiguresView(
      long messages,
      long sent,
      long delivered,
      long read,
      long failed,
      long replied,
      long optedOut,
      List<MessageFailureView> failures,
      @Schema(nullable = true) List<Money> costs) {

    static MessageFiguresView of(MessageFigures sums, boolean amounts) {
      return new MessageFiguresView(
          sums.messages(),
          sums.sent(),
          sums.delivered(),
          sums.read(),
          sums.failed(),
          sums.replied(),
          sums.optedOut(),
          sums.failures().entrySet().stream()
              .sorted(
                  Comparator.<Entry<String, Long>>comparingLong(one -> -one.getValue())
                      .thenComparing(Entry.comparingByKey()))
              .map(
                  one ->
                      new MessageFailureView(
                          one.getKey().isEmpty() ? null : one.getKey(), one.getValue()))
              .toList(),
          amounts ? sums.money() : null);
    }
  }

  /**
   * How many failed for one reason.
   *
   * @param code the carrier's, or ours; null where nobody named one
   */
  @Schema(name = "MessageFailures")
  record MessageFailureView(@Schema(nullable = true) String code, long messages) {}
}
