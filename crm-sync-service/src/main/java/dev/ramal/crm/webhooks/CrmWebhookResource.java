package dev.ramal.crm.webhooks;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where an organization's CRM sends its webhooks. The CRM shows the organization's secret, and
 * waits five seconds for an answer.
 */
@Path("/webhooks/crm")
class CrmWebhookResource {
  private final TakeWebhook takeWebhook;

  CrmWebhookResource(TakeWebhook takeWebhook) {
    this.takeWebhook = takeWebhook;
  }

  /**
   * @param body bytes, so that nothing of it is read before the secret was looked at
   */
  @POST
  @Path("{endpoint}")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<Response> take(
      @PathParam("endpoint") String endpoint,
      @HeaderParam(WebhookSecret.HEADER) String secret,
      byte[] body) {
    return takeWebhook.take(endpoint, secret, body).map(taken -> Response.noContent().build());
  }
}
