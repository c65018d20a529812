package dev.ramal.crm.deals;

import java.util.stream.Stream;

/**
 * What an organization wants where nobody in the CRM has the number, or has no open deal. The words
 * are stored.
 */
enum UnknownPeople {
  /** A person decides. */
  LIST("list"),
  /** Contact and deal are made, where somebody has spoken. */
  CREATE("create");

  static final String PATTERN = "list|create";

  private final String word;

  UnknownPeople(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /**
   * @throws IllegalArgumentException for another word
   */
  static UnknownPeople of(String word) {
    return Stream.of(values())
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such rule: " + word));
  }
}
