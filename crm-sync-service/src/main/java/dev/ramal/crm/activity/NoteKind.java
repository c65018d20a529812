package dev.ramal.crm.activity;

import java.util.stream.Stream;

/** Which note of a call an activity is about. The words are stored, published and shown. */
public enum NoteKind {
  /** The note of the call. */
  CALL("call"),
  /** A short one about what was learnt when the first could not be changed any more. */
  FOLLOW_UP("follow-up");

  private final String word;

  NoteKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /**
   * @throws java.util.NoSuchElementException for another word
   */
  public static NoteKind of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst().orElseThrow();
  }
}
