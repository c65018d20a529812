package dev.ramal.crm.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.TokenPair;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;

/** The exchange of a refresh token, or of a code, for tokens of a CRM, as OAuth has it. */
public final class TokenExchange {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  private final Duration usualLife;
  private final Function<Throwable, CrmFault> faults;

  /**
   * @param usualLife of an access token, for an answer that does not say
   * @param faults what the CRM means by a failed request that changes nothing
   */
  public TokenExchange(Duration usualLife, Function<Throwable, CrmFault> faults) {
    this.usualLife = usualLife;
    this.faults = faults;
  }

  /**
   * @param used the refresh token that is exchanged; it stays where the answer names no other
   */
  public Uni<TokenPair> refresh(Uni<JsonNode> request, String used) {
    return request.onFailure().transform(this::ofRefresh).map(answer -> pair(answer, used));
  }

  /** Of a code. */
  public Uni<TokenPair> authorize(Uni<JsonNode> request) {
    return request.onFailure().transform(this::ofCode).map(answer -> pair(answer, null));
  }

  /** What went wrong with a refresh token: only a refusal of itself costs the connection. */
  public CrmFault ofRefresh(Throwable fault) {
    int status = HttpFaults.status(fault);
    if (status == BAD_REQUEST || status == UNAUTHORIZED) {
      return new CrmFault.Disconnected("the CRM refuses the refresh token");
    }
    CrmFault known = faults.apply(fault);
    return known instanceof CrmFault.Refused
        ? new CrmFault.Unavailable("the CRM answered " + status + " to a refresh token")
        : known;
  }

  /** What went wrong with a code: one that is too old, was used or is another's. */
  private CrmFault ofCode(Throwable fault) {
    CrmFault known = ofRefresh(fault);
    return known instanceof CrmFault.Disconnected
        ? new CrmFault.Refused("the CRM does not take the code")
        : new CrmFault.Unavailable(known.getMessage());
  }

  private TokenPair pair(JsonNode answer, String used) {
    String access = text(answer, "access_token", null);
    String refresh = text(answer, "refresh_token", used);
    if (access == null || refresh == null) {
      throw new CrmFault.Unavailable("the CRM answered without tokens");
    }
    return new TokenPair(
        new AccessToken(access),
        refresh,
        Duration.ofSeconds(answer.path("expires_in").asLong(usualLife.toSeconds())));
  }

  private static String text(JsonNode answer, String field, String otherwise) {
    String value = answer.path(field).asText("");
    return value.isBlank() ? otherwise : value;
  }
}
