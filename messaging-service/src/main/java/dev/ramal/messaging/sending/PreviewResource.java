package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.SmsRules;
import dev.ramal.messaging.routing.RoutingRepository;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.Spellings;
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
  private final ConversationRepository conversations;
  private final ChooseSender chooseSender;
  private final MessageCarriers carriers;

  PreviewResource(
      Caller caller,
      SqlTransactions transactions,
      RoutingRepository routing,
      ConversationRepository conversations,
      ChooseSender chooseSender,
      MessageCarriers carriers) {
    this.caller = caller;
    this.transactions = transactions;
    this.routing = routing;
    this.conversations = conversations;
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
              + " Carriers count differently: say to whom it goes, or by whom.")
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
        .inTenant(tenant, sql -> carrier(sql, tenant, wanted, asked.to()))
        .map(
            carrier ->
                MessagePreview.of(
                    channel,
                    carrier,
                    carrier == null ? SmsRules.STANDARD : carriers.smsRules(carrier),
                    asked.body(),
                    Boolean.TRUE.equals(asked.plainSpelling())));
  }

  /** Null where none can send and none is wanted. */
  private Uni<Carrier> carrier(Sql sql, TenantId tenant, Carrier wanted, String to) {
    return Uni.combine()
        .all()
        .unis(routing.terms(sql, tenant), ourNumber(sql, tenant, to))
        .collectFailures()
        .with(
            (terms, number) ->
                chooseSender
                    .preview(tenant, wanted, number, terms)
                    .map(sender -> sender.account().carrier())
                    .orElse(wanted));
  }

  /** Through which the contact's thread goes; null where there is none yet. */
  private Uni<String> ourNumber(Sql sql, TenantId tenant, String to) {
    if (to == null) {
      return Uni.createFrom().nullItem();
    }
    Party contact = Party.of(Spellings.current(DialableNumber.toWriteTo(to).orElseThrow()));
    return conversations
        .find(sql, new ThreadKey(tenant, contact, Channel.SMS))
        .map(thread -> thread == null ? null : thread.ourNumber());
  }

  private static void check(PreviewRequest asked) {
    Problem problem = MessageProblems.badFields();
    if (asked == null) {
      throw problem.detail("The body must hold channel and body.").exception();
    }
    problem = FieldChecks.channel(problem, asked.channel());
    problem = FieldChecks.body(problem, asked.body());
    problem = FieldChecks.carrier(problem, asked.carrier());
    if (asked.to() != null && DialableNumber.toWriteTo(asked.to()).isEmpty()) {
      problem = problem.field("to", "must be a number in E.164, as in +5511987654321");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }
}
