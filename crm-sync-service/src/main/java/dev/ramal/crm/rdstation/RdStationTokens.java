package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Exchanges a refresh token for a new pair; RD Station's refresh tokens roll with each use. */
@ApplicationScoped
public class RdStationTokens {
  /** What RD Station documents, for an answer that does not say. */
  private static final long DOCUMENTED_SECONDS = 7200;

  @Inject @RestClient RdStationApi api;

  /**
   * Fails with {@link CrmFault.Disconnected} when the refresh token is refused and with {@link
   * CrmFault.Unavailable} when nothing is known of the exchange.
   */
  public Uni<Pair> refresh(String clientId, String clientSecret, String refreshToken) {
    return api.token("refresh_token", clientId, clientSecret, refreshToken)
        .onFailure()
        .transform(RdStationTokens::meaning)
        .map(answer -> pair(answer, refreshToken));
  }

  private static Pair pair(JsonNode answer, String used) {
    String access = answer.path("access_token").asText("");
    if (access.isBlank()) {
      throw new CrmFault.Unavailable("the CRM answered without an access token");
    }
    return new Pair(
        access,
        answer.path("refresh_token").asText(used),
        Duration.ofSeconds(answer.path("expires_in").asLong(DOCUMENTED_SECONDS)));
  }

  private static CrmFault meaning(Throwable fault) {
    boolean refused =
        fault instanceof WebApplicationException answered
            && (answered.getResponse().getStatus() == 400
                || answered.getResponse().getStatus() == 401);
    return refused
        ? new CrmFault.Disconnected("the CRM refuses the refresh token")
        : RdStationFaults.of(fault, false);
  }

  /** A fresh pair; the refresh token that bought it is dead. */
  public record Pair(String accessToken, String refreshToken, Duration lifetime) {}
}
