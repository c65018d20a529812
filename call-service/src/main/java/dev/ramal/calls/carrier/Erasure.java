package dev.ramal.calls.carrier;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a carrier said of a recording that it was to erase. The words are stored. */
public enum Erasure {
  /** It has erased it, just now. */
  DELETED("deleted"),
  /** It has no such recording. */
  NOT_THERE("not-there");

  private final String word;

  Erasure(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** Null for null. */
  public static Erasure of(String word) {
    return word == null
        ? null
        : Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst().orElseThrow();
  }
}
