package dev.ramal.crm.port;

import java.util.Optional;
import java.util.stream.Stream;

/** What kind of work a task in the CRM is. The words are stored and part of the API. */
public enum CrmTaskType {
  CALL("call"),
  EMAIL("email"),
  MEETING("meeting"),
  TASK("task"),
  VISIT("visit"),
  WHATSAPP("whatsapp");

  private final String word;

  CrmTaskType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /**
   * @param word null is none
   */
  public static Optional<CrmTaskType> of(String word) {
    return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
  }

  /** Every word, in the order in which they are listed to a reader. */
  public static String[] words() {
    return Stream.of(values()).map(CrmTaskType::word).toArray(String[]::new);
  }
}
