package dev.ramal.calls.control;

import jakarta.validation.constraints.Size;

/**
 * What a person writes on a call. An absent field stays as it is, an empty text clears it.
 *
 * @param disposition the agent's verdict, the organization's own words
 */
record Annotation(
    @Size(max = 4000) String notes,
    @Size(max = 100) String disposition,
    @Size(max = 100) String campaignId) {

  static String merged(String now, String wanted) {
    if (wanted == null) {
      return now;
    }
    return wanted.isBlank() ? null : wanted;
  }
}
