package dev.ramal.messaging.sending;

import dev.ramal.events.EventJson;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import dev.ramal.messaging.conversations.BegunByTwo;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes messages to send. */
@Path("/api/messages")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {
  /** Stands in every row of the idempotency table. */
  public static final String ENDPOINT = "POST /api/messages";

  private final Caller caller;
  private final Idempotency idempotency;
  private final CheckMedia checkMedia;
  private final AcceptMessage acceptMessage;
  private final Clock clock;

  MessageResource(
      Caller caller,
      Idempotency idempotency,
      CheckMedia checkMedia,
      AcceptMessage acceptMessage,
      Clock clock) {
    this.caller = caller;
    this.idempotency = idempotency;
    this.checkMedia = checkMedia;
    this.acceptMessage = acceptMessage;
    this.clock = clock;
  }

  @POST
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "sendMessage",
      summary = "Send one SMS or one WhatsApp message",
      description =
          "Answers as soon as the intent is stored; the status follows. With sendAt it leaves then,"
              + " and can be canceled until it does.")
  @APIResponse(
      responseCode = "201",
      description = "Stored; will be sent once",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TakenMessage.class)))
  @APIResponse(
      responseCode = "400",
      description = "A field is not valid; to, body and sendAt have codes of their own")
  @APIResponse(
      responseCode = "402",
      description = "A budget that would pay for it is spent and stops what it pays for")
  @APIResponse(
      responseCode = "409",
      description =
          "The conversation is a colleague's, or the first request with this key still runs")
  @APIResponse(
      responseCode = "422",
      description =
          "The contact was written to as often as is set, no hour suits, no number to send from,"
              + " WhatsApp's window towards it is closed when the message is to leave"
              + " (template-required), the contact has opted out (opted-out), no SMS reaches the"
              + " number, the text has more parts than the carrier takes, a file is not taken, or"
              + " the key came with another body")
  @APIResponse(
      responseCode = "429",
      description = "Ten messages went to the contact within a minute; Retry-After says when")
  public Uni<Response> send(
      @HeaderParam(Idempotency.HEADER)
          @Parameter(
              description = "Same person, key and body: the first answer. Up to 255 characters")
          String key,
      NewMessage asked) {
    AccessScope scope = AccessScope.of(caller);
    return checkMedia
        .check(scope.tenant(), List.of(CheckedMessage.of(asked, clock.instant())))
        .chain(
            checked ->
                BegunByTwo.repeated(
                    idempotency.once(
                        scope.tenant(),
                        ENDPOINT,
                        key,
                        scope.userId() + EventJson.write(asked),
                        sql ->
                            acceptMessage
                                .accept(sql, scope, checked.get(0))
                                .map(message -> TakenMessage.of(message, asked.body()))
                                .map(MessageResource::created))));
  }

  private static Answer created(TakenMessage taken) {
    return Answer.created(URI.create("/api/messages/" + taken.message().id()), taken);
  }
}
