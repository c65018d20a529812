package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who used something, with whom and for what, as far as the event said it. No tariff asks: it is
 * for the people who read the month.
 *
 * @param agentId subject of the agent's token; null when nobody of ours
 * @param agentName null when unknown
 * @param contactId in the CRM; null when unknown
 * @param campaignId null when none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attribution(String agentId, String agentName, String contactId, String campaignId) {
  public static final Attribution UNKNOWN = new Attribution(null, null, null, null);

  /** An unknown one for null. */
  public static Attribution of(Attribution attribution) {
    return attribution == null ? UNKNOWN : attribution;
  }

  @JsonIgnore
  public boolean isUnknown() {
    return equals(UNKNOWN);
  }
}
