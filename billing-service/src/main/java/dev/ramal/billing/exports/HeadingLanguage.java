package dev.ramal.billing.exports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** In which language the columns of a file are called. */
public enum HeadingLanguage {
  /** The names that programs read. */
  ENGLISH("en"),
  PORTUGUESE("pt-BR");

  private final String wire;

  HeadingLanguage(String wire) {
    this.wire = wire;
  }

  String of(Column column) {
    return this == PORTUGUESE ? column.heading() : column.wire();
  }

  /** The word in requests and in the store. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  public static HeadingLanguage of(String wire) {
    return Arrays.stream(values())
        .filter(language -> language.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such language: " + wire));
  }
}
