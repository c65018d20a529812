package dev.ramal.messaging.sending;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.permission.FoundForMessage;
import dev.ramal.messaging.permission.MessagePermissionTables;
import dev.ramal.messaging.permission.MessageVerdicts;
import dev.ramal.messaging.permission.MessageVerdicts.NewVerdict;
import dev.ramal.messaging.routing.RoutingRepository;
import dev.ramal.messaging.routing.RoutingTerms;
import dev.ramal.messaging.sending.Acceptance.Accepted;
import dev.ramal.messaging.templates.ComposeText;
import dev.ramal.messaging.templates.FoundTemplates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores intents to send; {@link SubmitMessage} does the sending. However many there are, each
 * table is asked once and written once.
 */
@ApplicationScoped
class AcceptMessage {
  private final ConversationRepository conversations;
  private final MessagePermissionTables permission;
  private final MessageVerdicts verdicts;
  private final MessageRepository messages;
  private final RoutingRepository routing;
  private final ComposeText composeText;
  private final ComposeMessage compose;
  private final ChangeMessage change;
  private final Jobs jobs;
  private final SubmissionQueue submissions;
  private final Clock clock;

  AcceptMessage(
      ConversationRepository conversations,
      MessagePermissionTables permission,
      MessageVerdicts verdicts,
      MessageRepository messages,
      RoutingRepository routing,
      ComposeText composeText,
      ComposeMessage compose,
      ChangeMessage change,
      Jobs jobs,
      SubmissionQueue submissions,
      Clock clock) {
    this.conversations = conversations;
    this.permission = permission;
    this.verdicts = verdicts;
    this.messages = messages;
    this.routing = routing;
    this.composeText = composeText;
    this.compose = compose;
    this.change = change;
    this.jobs = jobs;
    this.submissions = submissions;
    this.clock = clock;
  }

  /**
   * @param scope whose threads the author may write to
   * @return fails with a problem when the thread is somebody else's, the contact has opted out, no
   *     number can send or WhatsApp's window is closed
   */
  Uni<Message> accept(SqlTransaction sql, AccessScope scope, CheckedMessage asked) {
    return accept(sql, scope, asked, null);
  }

  /**
   * @param replaces the WhatsApp message that this SMS follows; null for none
   */
  Uni<Message> accept(
      SqlTransaction sql, AccessScope scope, CheckedMessage asked, MessageId replaces) {
    return acceptAll(sql, scope, List.of(asked), replaces).map(answers -> answers.get(0).orThrow());
  }

  /**
   * The same for several, of which some may be refused and the others are stored.
   *
   * @return what became of each, in the order in which they were given
   */
  Uni<List<Acceptance>> acceptAll(
      SqlTransaction sql, AccessScope scope, List<CheckedMessage> asked) {
    return acceptAll(sql, scope, asked, null);
  }

  private Uni<List<Acceptance>> acceptAll(
      SqlTransaction sql, AccessScope scope, List<CheckedMessage> asked, MessageId replaces) {
    Instant now = clock.instant();
    List<ValidMessage> right =
        asked.stream().filter(CheckedMessage::isRight).map(CheckedMessage::valid).toList();
    List<ThreadKey> threads = right.stream().map(valid -> thread(scope, valid)).toList();
    return Uni.combine()
        .all()
        .unis(
            conversations.lockOrNew(sql, threads, now),
            permission.read(
                sql, scope.tenant(), right.stream().map(ValidMessage::to).toList(), now),
            routing.terms(sql, scope.tenant()),
            composeText.find(
                sql,
                scope,
                right.stream().map(ValidMessage::template).filter(Objects::nonNull).toList()))
        .collectFailures()
        .with(
            (opened, found, terms, templates) ->
                decide(scope, asked, opened, found, terms, templates, now))
        .invoke(decided -> store(sql, scope, decided, replaces))
        .map(Decided::answers);
  }

  private Decided decide(
      AccessScope scope,
      List<CheckedMessage> asked,
      Map<ThreadKey, ConversationRow> opened,
      FoundForMessage found,
      RoutingTerms terms,
      FoundTemplates templates,
      Instant now) {
    Set<String> nobodys =
        opened.values().stream()
            .filter(thread -> thread.ownerId() == null)
            .map(ConversationRow::id)
            .collect(Collectors.toSet());
    List<Acceptance> answers =
        asked.stream()
            .map(
                message ->
                    Acceptance.of(
                        () -> {
                          ValidMessage valid = message.orThrow();
                          ConversationRow thread = opened.get(thread(scope, valid));
                          return compose.compose(
                              scope, valid, thread, found, terms, templates, now);
                        }))
            .toList();
    return new Decided(asked, answers, opened.values(), nobodys, found, terms);
  }

  private void store(SqlTransaction sql, AccessScope scope, Decided decided, MessageId replaces) {
    List<Message> accepted = decided.accepted();
    Map<String, ConversationRow> written = decided.written();
    if (accepted.isEmpty()) {
      return;
    }
    Map<Boolean, List<ConversationRow>> byNews =
        written.values().stream().collect(Collectors.partitioningBy(ConversationRow::isNew));
    List<ConversationRow> there = byNews.get(false);
    if (!there.isEmpty()) {
      sql.withCommit(conversations.write(sql, there));
    }
    if (!byNews.get(true).isEmpty()) {
      sql.withCommit(conversations.begin(sql, byNews.get(true)));
    }
    List<ConversationRow> owned =
        there.stream().filter(thread -> decided.nobodys().contains(thread.id())).toList();
    if (!owned.isEmpty()) {
      sql.withCommit(messages.own(sql, owned));
    }
    MessageSet set = MessageSet.ofNew();
    accepted.forEach(
        message ->
            change.create(
                set,
                message,
                written.get(message.details().conversationId()).ownerId(),
                ComposeMessage.told(message)));
    sql.withCommit(change.write(sql, set));
    sql.withCommit(verdicts.addAll(sql, decided.verdicts(scope)));
    sql.withCommit(jobs.appendAll(sql, jobsOf(decided, replaces)));
  }

  private List<NewJob> jobsOf(Decided decided, MessageId replaces) {
    List<NewJob> all = new ArrayList<>();
    for (int i = 0; i < decided.answers().size(); i++) {
      if (decided.answers().get(i) instanceof Accepted accepted) {
        MessageDetails details = accepted.message().details();
        ValidMessage valid = decided.asked().get(i).valid();
        all.add(
            submissions.submit(
                accepted.message(),
                Submission.of(valid, replaces == null ? null : replaces.value()),
                decided.found().settings().validity()));
        SmsFallback.timer(details, decided.terms().settings()).ifPresent(all::add);
      }
    }
    return all;
  }

  private static ThreadKey thread(AccessScope scope, ValidMessage valid) {
    return new ThreadKey(scope.tenant(), Party.of(valid.to()), valid.channel());
  }

  /**
   * What is to be stored.
   *
   * @param answers one for each that was asked for, in the same order
   * @param opened threads, of which some may have got no message
   * @param nobodys ids of threads that nobody owned before
   */
  private record Decided(
      List<CheckedMessage> asked,
      List<Acceptance> answers,
      Collection<ConversationRow> opened,
      Set<String> nobodys,
      FoundForMessage found,
      RoutingTerms terms) {

    List<NewVerdict> verdicts(AccessScope scope) {
      return answers.stream()
          .filter(Accepted.class::isInstance)
          .map(Accepted.class::cast)
          .map(
              taken ->
                  new NewVerdict(
                      scope.tenant(), taken.message().details().id().value(), taken.verdict()))
          .toList();
    }

    List<Message> accepted() {
      return answers.stream()
          .filter(Accepted.class::isInstance)
          .map(answer -> ((Accepted) answer).message())
          .toList();
    }

    /** Threads that got a message, by their ids. */
    Map<String, ConversationRow> written() {
      Set<String> ids =
          accepted().stream()
              .map(message -> message.details().conversationId())
              .collect(Collectors.toSet());
      return opened.stream()
          .filter(thread -> ids.contains(thread.id()))
          .collect(Collectors.toMap(ConversationRow::id, thread -> thread));
    }
  }
}
