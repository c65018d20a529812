package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.permission.FoundForMessage;
import dev.ramal.messaging.permission.MessagePermissionInput.Window;
import dev.ramal.messaging.permission.MessagePermissionTables;
import dev.ramal.messaging.permission.MessageVerdict;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.Spellings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells the verdict that a message would get. */
@Path("/api/messages/permission")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessagePermissionCheckResource {
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private final Caller caller;
  private final SqlTransactions transactions;
  private final MessagePermissionTables permission;
  private final ConversationRepository conversations;
  private final Clock clock;

  MessagePermissionCheckResource(
      Caller caller,
      SqlTransactions transactions,
      MessagePermissionTables permission,
      ConversationRepository conversations,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.permission = permission;
    this.conversations = conversations;
    this.clock = clock;
  }

  @POST
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "askMessagePermission",
      summary = "May this contact be written to?",
      description =
          "The verdict that a free text would get: each rule with its version and what it was"
              + " judged on, and when the message would leave. Nothing is sent and nothing is"
              + " stored. What is counted is back from when it would leave, and for a time that has"
              + " passed from now.")
  @APIResponse(responseCode = "200", description = "The verdict, whatever it is")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<MessageVerdict> ask(@NotNull PermissionQuestion question) {
    TenantId tenant = caller.tenant();
    E164 to = check(question);
    Channel channel = Channel.of(question.channel());
    Instant now = clock.instant();
    Instant at = question.at() == null ? now : question.at();
    String author = caller.userId();
    return transactions.inTenant(
        tenant,
        sql ->
            Uni.combine()
                .all()
                .unis(
                    permission.read(sql, tenant, List.of(to), now),
                    conversations
                        .find(sql, new ThreadKey(tenant, Party.of(to), channel))
                        .map(Optional::ofNullable))
                .collectFailures()
                .with((found, thread) -> judge(found, to, channel, thread, at, author)));
  }

  private static MessageVerdict judge(
      FoundForMessage found,
      E164 to,
      Channel channel,
      Optional<ConversationRow> thread,
      Instant at,
      String author) {
    Window window = channel == Channel.WHATSAPP ? window(thread) : null;
    Instant inbound = thread.map(ConversationRow::lastInboundAt).orElse(null);
    return found.judge(found.input(to, channel, at, inbound, window, author));
  }

  /** Towards the number of ours that they wrote to last: it would answer. */
  private static Window window(Optional<ConversationRow> thread) {
    return thread
        .flatMap(
            row ->
                row.windows().lastInbound().entrySet().stream().max(Map.Entry.comparingByValue()))
        .map(Map.Entry::getKey)
        .map(from -> new Window(from, thread.orElseThrow().windows().of(from).closesAt()))
        .orElse(new Window(null, null));
  }

  private static E164 check(PermissionQuestion question) {
    Problem problem = MessageProblems.badFields();
    Optional<E164> to = DialableNumber.toWriteTo(question.to());
    if (to.isEmpty()) {
      problem = problem.field("to", "must be a number in E.164, as in +5511987654321");
    }
    String[] channels = Arrays.stream(Channel.values()).map(Channel::wire).toArray(String[]::new);
    if (!Arrays.asList(channels).contains(question.channel())) {
      problem = problem.field("channel", "must be a known channel", channels);
    }
    if (question.at() != null && (question.at().isBefore(FIRST) || !question.at().isBefore(END))) {
      problem = problem.field("at", "must lie in the years 2000 to 9999");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return Spellings.current(to.orElseThrow());
  }
}
