package dev.ramal.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.TokenPair;
import java.time.Duration;

/** What HubSpot gives for a refresh token or a code. Its refresh token stays the same. */
final class HubSpotTokenAnswer {
  /** Calls and notes need those of contacts, and none of their own. */
  static final String SCOPES =
      "oauth crm.objects.contacts.read crm.objects.contacts.write"
          + " crm.objects.deals.read crm.objects.deals.write";

  /** What HubSpot documents, for an answer that does not say. */
  private static final long DOCUMENTED_SECONDS = 1800;

  private HubSpotTokenAnswer() {}

  /**
   * @param used the refresh token that was exchanged; null where none was
   */
  static TokenPair pair(JsonNode answer, String used) {
    String access = HubSpotRecords.text(answer.path("access_token"));
    String refresh = HubSpotRecords.text(answer.path("refresh_token"));
    if (access == null || (refresh == null && used == null)) {
      throw new CrmFault.Unavailable("the CRM answered without tokens");
    }
    return new TokenPair(
        new AccessToken(access),
        refresh == null ? used : refresh,
        Duration.ofSeconds(answer.path("expires_in").asLong(DOCUMENTED_SECONDS)));
  }
}
