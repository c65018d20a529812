package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.SubscribeWebhooks;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets the CRM tell by itself what changes there. */
@Path("/api/crm/webhook")
@Tag(name = "CRM connection", description = "Access to the organization's CRM")
class WebhookSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final WebhookEndpointRepository endpoints;
  private final WebhookRepository webhooks;
  private final WebhookLookRepository looks;
  private final RenewSecret renewSecret;
  private final SubscribeWebhooks subscribeWebhooks;
  private final WebhookConfig config;

  WebhookSettingsResource(
      Caller caller,
      SqlTransactions transactions,
      WebhookEndpointRepository endpoints,
      WebhookRepository webhooks,
      WebhookLookRepository looks,
      RenewSecret renewSecret,
      SubscribeWebhooks subscribeWebhooks,
      WebhookConfig config) {
    this.caller = caller;
    this.transactions = transactions;
    this.endpoints = endpoints;
    this.webhooks = webhooks;
    this.looks = looks;
    this.renewSecret = renewSecret;
    this.subscribeWebhooks = subscribeWebhooks;
    this.config = config;
  }

  /**
   * @param active whether it is set up
   * @param url where the CRM is to send to; null where it is not set up
   * @param header in which it is to send the secret
   * @param secretSince null where it is not set up
   * @param previousSecretSince of the secret before, which is taken as well; null where there is
   *     none
   * @param secrets all that are taken, the newest first; empty where it is not set up
   * @param lastReceivedAt null where nothing came within a month
   * @param atCrm what was found when it was last looked at what the CRM was asked for; null while
   *     no CRM has answered
   */
  @Schema(name = "CrmWebhookEndpoint")
  public record EndpointView(
      boolean active,
      @Schema(nullable = true) String url,
      String header,
      @Schema(nullable = true) Instant secretSince,
      @Schema(nullable = true) Instant previousSecretSince,
      List<SecretView> secrets,
      @Schema(nullable = true) Instant lastReceivedAt,
      @Schema(nullable = true) AtCrmView atCrm) {}

  /**
   * @param lookedAt when the CRM answered; it is asked about once an hour
   * @param suspended events that it tells no more after constant failure; it is asked anew
   * @param missing events that it was not asked for, or is not any more
   * @param repairedAt when it was last asked anew by itself, and took it; null while it never was
   */
  @Schema(name = "CrmWebhookAtCrm")
  public record AtCrmView(
      Instant lookedAt, int suspended, int missing, @Schema(nullable = true) Instant repairedAt) {
    static AtCrmView of(WebhookLook look) {
      return new AtCrmView(
          look.at(), look.standing().suspended(), look.standing().missing(), look.repairedAt());
    }
  }

  /**
   * @param since when it was made
   * @param subscribedAt when the CRM had taken it from us for every event; null where it has not
   * @param seenAt when the CRM showed it last, to the hour; null while it never did
   */
  @Schema(name = "CrmWebhookLiveSecret")
  public record SecretView(
      Instant since,
      @Schema(nullable = true) Instant subscribedAt,
      @Schema(nullable = true) Instant seenAt) {
    static SecretView of(LiveSecret secret) {
      return new SecretView(secret.since(), secret.takenAt(), secret.seenAt());
    }
  }

  /**
   * @param secret is told once and cannot be read again
   * @param subscribed whether the CRM has taken all of it from us; else a person enters it there
   */
  @Schema(name = "CrmWebhookSecret")
  public record NewSecret(
      String url, String header, String secret, Instant secretSince, boolean subscribed) {}

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmWebhook",
      summary = "Where the CRM tells by itself what changes there",
      description = "Without any secret.")
  @APIResponse(
      responseCode = "200",
      description = "As it is set up; one that is not is not active",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EndpointView.class)))
  public Uni<EndpointView> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant,
        sql ->
            Uni.combine()
                .all()
                .unis(
                    endpoints.of(sql, tenant), webhooks.last(sql, tenant), looks.read(sql, tenant))
                .with(this::view));
  }

  @POST
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "renewCrmWebhookSecret",
      summary = "Let the CRM tell by itself what changes there, by a new secret",
      description =
          "A CRM that is connected is asked for it at once. Where subscribed is false, enter the"
              + " address at the CRM, for each event of contacts and deals, with the header and the"
              + " secret; it is told this once. The secret before it is taken as well, and the one"
              + " that the CRM is known to have, until the CRM has taken a newer one for every"
              + " event: renewals that end halfway shut it out of nothing. One that may be known to"
              + " others is ended by two new ones that the CRM has taken, or at once by a new"
              + " address.")
  @APIResponse(
      responseCode = "200",
      description = "The address and the new secret",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NewSecret.class)))
  public Uni<NewSecret> renew() {
    return renewSecret
        .renew(caller.tenant())
        .map(
            renewed ->
                new NewSecret(
                    renewed.target().url(),
                    renewed.target().header(),
                    renewed.target().secret(),
                    renewed.since(),
                    renewed.subscribed()));
  }

  @DELETE
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "stopCrmWebhook",
      summary = "Take nothing any more that the CRM tells by itself",
      description = "All secrets are refused from now on; a new one comes with a new address.")
  @APIResponse(responseCode = "204", description = "Nothing is taken any more")
  public Uni<Response> stop() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(
            tenant, sql -> endpoints.of(sql, tenant).call(() -> endpoints.remove(sql, tenant)))
        .call(
            was ->
                was.isPresent()
                    ? subscribeWebhooks.unsubscribe(tenant, url(was.get()))
                    : Uni.createFrom().voidItem())
        .map(was -> Response.noContent().build());
  }

  private EndpointView view(
      Optional<WebhookEndpoint> found, Optional<Instant> last, Optional<WebhookLook> look) {
    return new EndpointView(
        found.isPresent(),
        found.map(this::url).orElse(null),
        WebhookSecret.HEADER,
        found.map(WebhookEndpoint::newest).map(LiveSecret::since).orElse(null),
        found.map(WebhookEndpoint::previous).map(LiveSecret::since).orElse(null),
        found.stream().flatMap(is -> is.live().stream()).map(SecretView::of).toList(),
        last.orElse(null),
        look.filter(it -> it.at() != null).map(AtCrmView::of).orElse(null));
  }

  private String url(WebhookEndpoint endpoint) {
    return endpoint.urlBelow(config.baseUrl());
  }
}
