package dev.ramal.calls.routing;

import dev.ramal.calls.connections.AskAccounts;
import dev.ramal.calls.connections.AskAccounts.AskedAccount;
import dev.ramal.calls.routing.FindingRepository.Found;
import dev.ramal.calls.routing.HealthView.PartView;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** How the carriers of the caller's organization do. */
@Path("/api/carriers/health")
@Tag(name = "Carriers", description = "Accounts at carriers")
class HealthResource {
  /** Messages know their senders: messaging-service answers for them (decision 0040). */
  private static final String SENDERS = "</api/messages/senders/health>; rel=\"related\"";

  private final AskAccounts accounts;
  private final BreakerRepository breakers;
  private final RecentRepository recent;
  private final FindingRepository findings;
  private final SqlTransactions transactions;
  private final Caller caller;

  HealthResource(
      AskAccounts accounts,
      BreakerRepository breakers,
      RecentRepository recent,
      FindingRepository findings,
      SqlTransactions transactions,
      Caller caller) {
    this.accounts = accounts;
    this.breakers = breakers;
    this.recent = recent;
    this.findings = findings;
    this.transactions = transactions;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCarrierHealth",
      summary = "How the organization's carriers do",
      description =
          "Each account is asked about at its carrier, for five seconds at most; beside that stands"
              + " what became of the latest dials and calls. How the same accounts do as senders of"
              + " messages says /api/messages/senders/health, to which the header Link leads.")
  @APIResponse(
      responseCode = "200",
      description = "Every account",
      headers =
          @Header(
              name = "Link",
              schema = @Schema(type = SchemaType.STRING),
              description =
                  "Relation \"related\": where senders of messages are told of, which is"
                      + " messaging-service's"))
  @ResponseHeader(name = "Link", value = SENDERS)
  public Uni<Page<HealthView>> health() {
    TenantId tenant = caller.tenant();
    return accounts
        .all(tenant)
        .chain(asked -> transactions.inTenant(tenant, sql -> health(sql, tenant, asked)))
        .map(Page::whole);
  }

  private Uni<List<HealthView>> health(Sql sql, TenantId tenant, List<AskedAccount> asked) {
    return Uni.combine()
        .all()
        .unis(breakers.all(sql, tenant), recent.all(sql, tenant))
        .asTuple()
        .chain(
            known -> {
              Map<Carrier, KeptBreaker> kept = known.getItem1();
              List<Found> found =
                  asked.stream()
                      .flatMap(
                          account ->
                              Finding.of(account, breaker(kept, account)).stream()
                                  .map(each -> new Found(account.id().value(), each)))
                      .toList();
              return findings
                  .seen(sql, tenant, found)
                  .map(
                      since ->
                          asked.stream()
                              .map(
                                  account ->
                                      HealthView.of(
                                          account,
                                          breaker(kept, account),
                                          known.getItem2().get(account.carrier()),
                                          parts(account, found, since)))
                              .toList());
            });
  }

  private static KeptBreaker breaker(Map<Carrier, KeptBreaker> kept, AskedAccount account) {
    return kept.getOrDefault(account.carrier(), KeptBreaker.NEW);
  }

  private static List<PartView> parts(
      AskedAccount account, List<Found> found, Map<FindingRepository.Key, Instant> since) {
    return found.stream()
        .filter(each -> each.connectionId().equals(account.id().value()))
        .map(Found::finding)
        .map(
            each ->
                new PartView(
                    each.part(),
                    each.state(),
                    each.reason(),
                    each.since() != null
                        ? each.since()
                        : since.get(new FindingRepository.Key(account.id().value(), each.part()))))
        .toList();
  }
}
