package dev.ramal.carriers.telnyx;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Telnyx's refusal.
 *
 * @param errors at least one in a real answer of Telnyx's
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TelnyxErrors(List<Item> errors) {

  /**
   * @param code a text of digits
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Item(String code, String title, String detail) {
    String reason() {
      return detail == null || detail.equals(title) ? title : title + ": " + detail;
    }
  }
}
