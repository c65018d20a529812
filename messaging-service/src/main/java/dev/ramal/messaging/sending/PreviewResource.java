package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.message.SmsRules;
import dev.ramal.messaging.routing.RoutingRepository;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells before sending what a text costs. */
@Path("/api/messages/preview")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final RoutingRepository routing;
  private final ChooseSender chooseSender;
  private final MessageCarriers carriers;

  PreviewResource(
      Caller caller,
      SqlTransactions transactions,
      RoutingRepository routing,
      ChooseSender chooseSender,
      MessageCarriers carriers) {
    this.caller = caller;
    this.transactions = transactions;
    this.routing = routing;
    this.chooseSender = chooseSender;
    this.carriers = carriers;
  }

  @POST
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "previewMessage",
      summary = "Count the parts of a text before it is sent",
      description =
          "Encoding, parts and the room in each, what each odd character costs and the plain"
              + " spelling. Nothing is stored, and nothing is replaced without being asked."
              + " Carriers count differently; a contact's thread keeps its number, so name the"
              + " carrier where it goes through another than the first.")
  @APIResponse(
      responseCode = "200",
      description = "What it comes to",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MessagePreview.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid")
  public Uni<MessagePreview> preview(PreviewRequest asked) {
    check(asked);
    TenantId tenant = caller.tenant();
    Channel channel = Channel.of(asked.channel());
    Carrier wanted = asked.carrier() == null ? null : Carrier.of(asked.carrier());
    return transactions
        .inTenant(tenant, sql -> routing.terms(sql, tenant))
        .map(
            terms ->
                chooseSender
                    .first(tenant, channel, wanted, terms)
                    .map(sender -> sender.account().carrier())
                    .orElse(wanted))
        .map(
            carrier ->
                MessagePreview.of(
                    channel,
                    carrier,
                    carrier == null ? SmsRules.STANDARD : carriers.smsRules(carrier),
                    asked.body(),
                    Boolean.TRUE.equals(asked.plainSpelling())));
  }

  private static void check(PreviewRequest asked) {
    Problem problem = MessageProblems.badFields();
    if (asked == null) {
      throw problem.detail("The body must hold channel and body.").exception();
    }
    problem = FieldChecks.channel(problem, asked.channel());
    problem = FieldChecks.body(problem, asked.body());
    problem = FieldChecks.carrier(problem, asked.carrier());
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }
}
