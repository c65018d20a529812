package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What {@link CrmPort} offers, asked of the CRM that an organization has connected. Fails with
 * {@link CrmFault.Disconnected} when it has none.
 */
@ApplicationScoped
public class OrganizationCrm {
  private final AccessTokens tokens;

  OrganizationCrm(AccessTokens tokens) {
    this.tokens = tokens;
  }

  public Uni<List<CrmContact>> findContacts(TenantId tenant, String phone) {
    return authorized(tenant, (crm, token) -> crm.findContacts(token, phone));
  }

  public Uni<List<CrmDeal>> openDeals(TenantId tenant, String contactId) {
    return authorized(tenant, (crm, token) -> crm.openDeals(token, contactId));
  }

  public Uni<String> writeNote(TenantId tenant, String dealId, String text) {
    return authorized(tenant, (crm, token) -> crm.writeNote(token, dealId, text));
  }

  public Uni<Optional<String>> findNote(TenantId tenant, String dealId, String marker) {
    return authorized(tenant, (crm, token) -> crm.findNote(token, dealId, marker));
  }

  /**
   * With a live token; after a refusal of the token once more with a fresh one. When that is
   * refused too, the connection is given up, so that nobody burns further tokens.
   */
  private <T> Uni<T> authorized(TenantId tenant, BiFunction<CrmPort, AccessToken, Uni<T>> request) {
    return tokens
        .current(tenant)
        .flatMap(
            access ->
                request
                    .apply(access.crm(), access.token())
                    .onFailure(CrmFault.TokenRefused.class)
                    .recoverWithUni(
                        () ->
                            tokens
                                .replace(tenant, access.token())
                                .flatMap(fresh -> lastTry(tenant, fresh, request))));
  }

  private <T> Uni<T> lastTry(
      TenantId tenant,
      AccessTokens.Access access,
      BiFunction<CrmPort, AccessToken, Uni<T>> request) {
    return request
        .apply(access.crm(), access.token())
        .onFailure(CrmFault.TokenRefused.class)
        .recoverWithUni(
            () ->
                tokens
                    .giveUp(tenant, access.token())
                    .flatMap(fault -> Uni.createFrom().failure(fault)));
  }
}
