package dev.ramal.crm.timeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What an item of a timeline is. The words are in the store and in the API. */
public enum TimelineType {
  CALL("call"),
  SMS("sms"),
  WHATSAPP("whatsapp"),
  RECORDING("recording"),
  VOICEMAIL("voicemail"),
  /** A note of a call in the CRM, or why there is none. */
  ACTIVITY("activity"),
  COST("cost");

  /** Asks for every type. */
  static final String ALL = "all";

  private final String wire;

  TimelineType(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Whether it holds what people wrote to each other, or leads to what they said. */
  boolean holdsContent() {
    return switch (this) {
      case SMS, WHATSAPP, RECORDING, VOICEMAIL -> true;
      case CALL, ACTIVITY, COST -> false;
    };
  }

  /** Of a row. */
  static TimelineType of(String wire) {
    return Stream.of(values()).filter(type -> type.wire.equals(wire)).findFirst().orElseThrow();
  }

  /**
   * What a request asks for.
   *
   * @param asked one word, or {@value #ALL}; null is all
   * @return empty for an unknown word
   */
  static Set<TimelineType> asked(String asked) {
    Set<TimelineType> found = EnumSet.noneOf(TimelineType.class);
    for (TimelineType type : values()) {
      if (asked == null || asked.equals(ALL) || asked.equals(type.wire)) {
        found.add(type);
      }
    }
    return found;
  }

  /** Every word that may be asked for. */
  static String[] words() {
    return Stream.concat(Stream.of(ALL), Stream.of(values()).map(TimelineType::wire))
        .toArray(String[]::new);
  }
}
