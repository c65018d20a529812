package dev.ramal.calls.recordings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may open the page of a recording that a link leads to. The words are stored and shown. */
public enum LinkAccess {
  /** Who logs in and may hear the call. */
  @JsonProperty("login")
  LOGIN("login"),
  /** Whoever holds the link, until it ends. */
  @JsonProperty("signed")
  SIGNED("signed");

  private final String word;

  LinkAccess(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static LinkAccess of(String word) {
    return SIGNED.word.equals(word) ? SIGNED : LOGIN;
  }
}
