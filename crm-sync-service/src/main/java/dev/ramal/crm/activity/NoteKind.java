package dev.ramal.crm.activity;

import java.util.stream.Stream;

/** Which note an activity is about. The words are stored, published and shown. */
public enum NoteKind {
  /** The note of a call. */
  CALL("call"),
  /** A short one about what was learnt when the first could not be changed any more. */
  FOLLOW_UP("follow-up"),
  /** The note of what was written with a person on one day. */
  MESSAGES("messages"),
  /** A short one about what was heard of that day when its note could not be changed any more. */
  MESSAGES_FOLLOW_UP("messages-follow-up");

  private final String word;

  NoteKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether its note belongs where another note about the same stands. */
  public boolean isFollowUp() {
    return this == FOLLOW_UP || this == MESSAGES_FOLLOW_UP;
  }

  public boolean isOfMessages() {
    return this == MESSAGES || this == MESSAGES_FOLLOW_UP;
  }

  /** The note that this one follows; itself when it follows none. */
  public NoteKind first() {
    return isOfMessages() ? MESSAGES : CALL;
  }

  /**
   * @throws java.util.NoSuchElementException for another word
   */
  public static NoteKind of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst().orElseThrow();
  }
}
