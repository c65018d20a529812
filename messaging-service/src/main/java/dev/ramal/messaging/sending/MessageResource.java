package dev.ramal.messaging.sending;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.EventJson;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import dev.ramal.messaging.history.MessageView;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.TextChange;
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
  private final AcceptMessage acceptMessage;

  MessageResource(Caller caller, Idempotency idempotency, AcceptMessage acceptMessage) {
    this.caller = caller;
    this.idempotency = idempotency;
    this.acceptMessage = acceptMessage;
  }

  @POST
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "sendMessage",
      summary = "Send one SMS or one WhatsApp text",
      description = "Answers as soon as the intent is stored; the status follows.")
  @APIResponse(
      responseCode = "201",
      description = "Stored; will be sent once",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TakenMessage.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid")
  @APIResponse(
      responseCode = "409",
      description =
          "The conversation is a colleague's, or the first request with this key still runs")
  @APIResponse(
      responseCode = "422",
      description =
          "The contact was written to as often as is set, no hour suits, no number to send from,"
              + " WhatsApp's window towards it is closed (template-required), the"
              + " contact has opted out (opted-out), the text has more parts than the carrier"
              + " takes, or the key came with another body")
  @APIResponse(
      responseCode = "429",
      description = "Ten messages went to the contact within a minute; Retry-After says when")
  public Uni<Response> send(
      @HeaderParam(Idempotency.HEADER)
          @Parameter(
              description = "Same person, key and body: the first answer. Up to 255 characters")
          String key,
      NewMessage asked) {
    ValidMessage valid = ValidMessage.of(asked);
    AccessScope scope = AccessScope.of(caller);
    return idempotency.once(
        scope.tenant(),
        ENDPOINT,
        key,
        scope.userId() + EventJson.write(asked),
        sql ->
            acceptMessage
                .accept(sql, scope, valid)
                .map(message -> TakenMessage.of(message, asked.body()))
                .map(
                    taken ->
                        Answer.created(
                            URI.create("/api/messages/" + taken.message().id()), taken)));
  }

  /**
   * A message that was taken.
   *
   * @param changes what was changed of the text that came
   */
  @Schema(name = "TakenMessage")
  record TakenMessage(
      @JsonUnwrapped MessageView message,
      @Schema(description = "What was changed of the text: composed, plain-spelling")
          List<String> changes) {

    /**
     * @param written null where it is made of a template
     */
    static TakenMessage of(Message message, String written) {
      List<String> changes =
          written == null ? List.of() : TextChange.between(written, message.details().body());
      return new TakenMessage(MessageView.of(message), changes);
    }
  }
}
