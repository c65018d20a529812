package dev.ramal.messaging.sending;

import dev.ramal.events.EventJson;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import dev.ramal.messaging.MessageProblems;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes many messages with one request and one transaction, and answers each by itself. */
@Path("/api/messages")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessageBatchResource {
  /** Stands in every row of the idempotency table. */
  public static final String ENDPOINT = "POST /api/messages/batch";

  private static final int MULTI_STATUS = 207;

  private final Caller caller;
  private final Idempotency idempotency;
  private final CheckMedia checkMedia;
  private final AcceptMessage acceptMessage;
  private final Clock clock;

  MessageBatchResource(
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
  @Path("/batch")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "sendMessages",
      summary = "Send up to a hundred messages",
      description =
          "What is right with one message does not depend on the others: those that are accepted"
              + " are stored together and sent once each, those that are refused say why.")
  @APIResponse(
      responseCode = "207",
      description = "One answer for each message, in the order in which they were given",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BatchResult.class)))
  @APIResponse(
      responseCode = "400",
      description = "Not 1 to 100 messages, or more than 20 different files")
  @APIResponse(responseCode = "409", description = "The first request with this key still runs")
  @APIResponse(responseCode = "422", description = "The key came with another body")
  public Uni<Response> send(
      @HeaderParam(Idempotency.HEADER)
          @Parameter(
              description =
                  "Of the whole batch. Same person, key and body: the first answer. Up to 255"
                      + " characters")
          String key,
      NewBatch asked) {
    List<CheckedMessage> read = read(asked);
    AccessScope scope = AccessScope.of(caller);
    return checkMedia
        .check(scope.tenant(), read)
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
                                .acceptAll(sql, scope, checked)
                                .map(answers -> BatchResult.of(answers, asked.messages()))
                                .map(result -> Answer.of(MULTI_STATUS, result)))));
  }

  private List<CheckedMessage> read(NewBatch asked) {
    List<NewMessage> messages =
        asked == null || asked.messages() == null ? List.of() : asked.messages();
    if (messages.isEmpty() || messages.size() > NewBatch.MOST) {
      throw MessageProblems.badBatch()
          .field("messages", "must be 1 to " + NewBatch.MOST + ", not " + messages.size())
          .exception();
    }
    Instant now = clock.instant();
    return messages.stream().map(message -> CheckedMessage.of(message, now)).toList();
  }
}
