package dev.ramal.calls.insight;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import dev.ramal.kit.time.InsightDays;
import java.util.Arrays;
import java.util.Optional;

/** By what calls are put together. The names are stored. */
enum InsightGroup {
  AGENT("coalesce(agent_id, '')"),
  CAMPAIGN("coalesce(campaign_id, '')"),
  /** Of the day in which the call was asked for, 00 to 23. */
  HOUR("to_char(requested_at at time zone '" + InsightDays.ZONE + "', 'HH24')"),
  CARRIER("lower(coalesce(carrier, ''))"),
  /** Area code of the lead's number; none abroad, and of numbers without one. */
  DDD(
      "coalesce(substring(case when direction = 'OUTBOUND' then to_number else from_number end"
          + " from '^[+]55([1-9][1-9])[0-9]{8,9}$'), '')"),
  OUTCOME("lower(replace(status, '_', '-'))");

  /** From the columns of a call; never null. */
  private final String value;

  InsightGroup(String value) {
    this.value = value;
  }

  String value() {
    return value;
  }

  @JsonValue
  String wire() {
    return WireWords.of(this);
  }

  static String[] words() {
    return Arrays.stream(values()).map(InsightGroup::wire).toArray(String[]::new);
  }

  /** Empty for a word that is none. */
  static Optional<InsightGroup> find(String word) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(word)).findFirst();
  }
}
