package dev.ramal.messaging.insight;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import dev.ramal.kit.time.InsightDays;
import java.util.Arrays;
import java.util.Optional;

/** By what messages are put together. The names are stored. */
public enum MessageInsightGroup {
  TEMPLATE("coalesce(template_id, '')"),
  CAMPAIGN("coalesce(campaign_id, '')"),
  AGENT("coalesce(author_id, '')"),
  CARRIER("lower(carrier)"),
  CHANNEL("lower(channel)"),
  /** In which the message was asked for. */
  DAY("to_char(created_at at time zone '" + InsightDays.ZONE + "', 'YYYY-MM-DD')"),
  /** Of the day in which the message was asked for, 00 to 23. */
  HOUR("to_char(created_at at time zone '" + InsightDays.ZONE + "', 'HH24')");

  /** From the columns of a message; never null. */
  private final String value;

  MessageInsightGroup(String value) {
    this.value = value;
  }

  String value() {
    return value;
  }

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  static String[] words() {
    return Arrays.stream(values()).map(MessageInsightGroup::wire).toArray(String[]::new);
  }

  /** Empty for a word that is none. */
  static Optional<MessageInsightGroup> find(String word) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(word)).findFirst();
  }
}
