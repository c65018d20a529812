package dev.ramal.messaging.sending;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.history.SeenMessage;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.SendingCanceled;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Takes a message back that has not left. {@link BeginSubmission} marks it with the same row
 * locked, in a transaction that is committed before anything leaves: whichever of the two comes
 * first has decided, and the other one finds that.
 */
@ApplicationScoped
class CancelMessage {
  private static final String WHY = "canceled by a person";

  private final MessageRepository messages;
  private final ConversationRepository conversations;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Jobs jobs;
  private final Clock clock;

  CancelMessage(
      MessageRepository messages,
      ConversationRepository conversations,
      ChangeMessage change,
      FailureReasons reasons,
      Jobs jobs,
      Clock clock) {
    this.messages = messages;
    this.conversations = conversations;
    this.change = change;
    this.reasons = reasons;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param scope whose messages may be taken back: who wrote it, and who may write everywhere
   * @return fails with a problem when there is none to be seen, it is somebody else's, it has left
   *     or was canceled before
   */
  Uni<SeenMessage> cancel(Sql sql, AccessScope scope, MessageId id) {
    return messages
        .lock(sql, scope.tenant(), id)
        .onItem()
        .ifNull()
        .failWith(() -> MessageProblems.noSuchMessage().exception())
        .call(row -> check(sql, scope, row.asFarAsReadable().details()))
        .chain(row -> cancel(sql, row));
  }

  /** Somebody else's is shown to whoever may see it, and is no message for all others. */
  private Uni<Void> check(Sql sql, AccessScope scope, MessageDetails details) {
    String author = details.author() == null ? null : details.author().userId();
    if (scope.mayChange(author)) {
      return Uni.createFrom().voidItem();
    }
    return conversations
        .find(sql, details.tenant(), details.conversationId())
        .map(ConversationRow::ownerId)
        .invoke(
            owner -> {
              throw (owner == null || scope.mayRead(owner)
                      ? MessageProblems.somebodyElses()
                      : MessageProblems.noSuchMessage())
                  .exception();
            })
        .replaceWithVoid();
  }

  private Uni<SeenMessage> cancel(Sql sql, MessageRow row) {
    Message before = row.asFarAsReadable();
    if (before.state() == MessageState.CANCELED) {
      throw MessageProblems.alreadyCanceled().exception();
    }
    if (!before.state().isStillHere()) {
      throw MessageProblems.tooLateToCancel(before.state().wire()).exception();
    }
    MessageDetails details = before.details();
    SendingCanceled fact =
        new SendingCanceled(reasons.ours(FailureReasons.CANCELED), clock.instant());
    return change
        .apply(sql, row, fact, null)
        .map(transition -> SeenMessage.of(row))
        .call(
            () ->
                jobs.withdraw(
                    sql, details.tenant(), SubmissionQueue.NAME, details.id().value(), WHY));
  }
}
