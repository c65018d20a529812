package dev.ramal.crm.port;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * What a CRM can have done with a deal besides notes. The words are those of a mapping's fields.
 */
public enum CrmAbility {
  /** Tasks are made on it. */
  TASKS("tasks"),
  /** It is moved into another stage. */
  STAGES("stages"),
  /** Its custom fields are filled. */
  FIELDS("fields");

  private final String word;

  CrmAbility(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** In the order in which they are listed to a reader. */
  public static String[] words(Collection<CrmAbility> abilities) {
    return Stream.of(values())
        .filter(abilities::contains)
        .map(CrmAbility::word)
        .toArray(String[]::new);
  }
}
