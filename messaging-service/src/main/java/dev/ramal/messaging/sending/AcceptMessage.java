package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.PlainSpelling;
import dev.ramal.messaging.message.Purpose;
import dev.ramal.messaging.message.Segments;
import dev.ramal.messaging.message.SmsRules;
import dev.ramal.messaging.permission.Found;
import dev.ramal.messaging.permission.MessageVerdicts;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import dev.ramal.messaging.permission.MessageVerdicts.NewVerdict;
import dev.ramal.messaging.permission.PermissionTables;
import dev.ramal.messaging.routing.RoutingRepository;
import dev.ramal.messaging.routing.RoutingTerms;
import dev.ramal.messaging.sending.ChooseSender.Choice;
import dev.ramal.messaging.templates.ComposeText;
import dev.ramal.messaging.templates.ComposedText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Stores the intent to send; {@link SubmitMessage} does the sending. */
@ApplicationScoped
class AcceptMessage {
  private final ConversationRepository conversations;
  private final PermissionTables permission;
  private final MessageVerdicts verdicts;
  private final MessageRepository messages;
  private final ComposeText composeText;
  private final RoutingRepository routing;
  private final ChooseSender chooseSender;
  private final MessageCarriers carriers;
  private final ChangeMessage change;
  private final Jobs jobs;
  private final SubmissionQueue submissions;
  private final Clock clock;

  AcceptMessage(
      ConversationRepository conversations,
      PermissionTables permission,
      MessageVerdicts verdicts,
      MessageRepository messages,
      ComposeText composeText,
      RoutingRepository routing,
      ChooseSender chooseSender,
      MessageCarriers carriers,
      ChangeMessage change,
      Jobs jobs,
      SubmissionQueue submissions,
      Clock clock) {
    this.conversations = conversations;
    this.permission = permission;
    this.verdicts = verdicts;
    this.messages = messages;
    this.composeText = composeText;
    this.routing = routing;
    this.chooseSender = chooseSender;
    this.carriers = carriers;
    this.change = change;
    this.jobs = jobs;
    this.submissions = submissions;
    this.clock = clock;
  }

  /**
   * @param scope whose threads the author may write to
   * @return fails with a problem when the thread is somebody else's, the contact has opted out, no
   *     number can send, WhatsApp's window is closed or the template does not fit
   */
  Uni<Message> accept(SqlTransaction sql, AccessScope scope, ValidMessage valid) {
    return accept(sql, scope, valid, null);
  }

  /**
   * @param replaces the WhatsApp message that this SMS follows; null for none
   */
  Uni<Message> accept(
      SqlTransaction sql, AccessScope scope, ValidMessage valid, MessageId replaces) {
    Instant now = clock.instant();
    ThreadKey thread = new ThreadKey(scope.tenant(), Party.of(valid.to()), valid.channel());
    return Uni.combine()
        .all()
        .unis(
            conversations.open(sql, thread, now),
            permission.read(sql, scope.tenant(), List.of(valid.to()), now),
            routing.terms(sql, scope.tenant()),
            composeText.compose(sql, scope, valid.template(), valid.channel(), valid.to().value()))
        .collectFailures()
        .with(
            (opened, found, terms, text) -> {
              Permissions.check(found, valid.to(), valid.channel(), opened, now);
              return store(sql, scope, valid, replaces, opened, found, terms, text, now);
            });
  }

  /**
   * @param text null where it is free
   */
  private Message store(
      SqlTransaction sql,
      AccessScope scope,
      ValidMessage valid,
      MessageId replaces,
      ConversationRow thread,
      Found found,
      RoutingTerms terms,
      ComposedText text,
      Instant now) {
    boolean begins = thread.ownerId() == null;
    if (!begins && !scope.mayChange(thread.ownerId())) {
      throw MessageProblems.somebodyElses().exception();
    }
    Author author = new Author(scope.userId(), scope.name());
    Choice choice = chooseSender.choose(scope.tenant(), valid, text, thread, terms, now);
    SmsRules rules = carriers.smsRules(choice.sender().account().carrier());
    String body = wording(valid, choice.body(), rules);
    Message composed = compose(scope.tenant(), author, valid, body, thread, choice, now);
    Kept kept = Permissions.of(found, composed.details(), thread, now);
    Message message = Permissions.standing(composed, kept.verdict());
    thread.continueWith(message.details());
    sql.withCommit(conversations.write(sql, List.of(thread)));
    if (begins) {
      sql.withCommit(messages.own(sql, scope.tenant(), thread.id(), thread.ownerId()));
    }
    MessageSet set = MessageSet.ofNew();
    change.create(set, message, thread.ownerId(), told(message));
    sql.withCommit(change.write(sql, set));
    String id = message.details().id().value();
    sql.withCommit(verdicts.addAll(sql, List.of(new NewVerdict(scope.tenant(), id, kept))));
    Duration validity = found.settings().validity();
    sql.withCommit(jobs.appendAll(sql, jobsOf(message, valid, replaces, terms, validity)));
    return message;
  }

  private List<NewJob> jobsOf(
      Message message,
      ValidMessage valid,
      MessageId replaces,
      RoutingTerms terms,
      Duration validity) {
    Submission submission = Submission.of(valid, replaces == null ? null : replaces.value());
    return Stream.concat(
            Stream.of(submissions.submit(message, submission, validity)),
            SmsFallback.timer(message.details(), terms.settings()).stream())
        .toList();
  }

  /** As it is sent: spelled plainly only where that was asked for. */
  private static String wording(ValidMessage valid, String written, SmsRules rules) {
    if (valid.channel() != Channel.SMS) {
      return written;
    }
    String body =
        valid.plainSpelling() ? PlainSpelling.of(written, rules).orElse(written) : written;
    int parts = Segments.of(Channel.SMS, body, rules).count();
    if (parts > rules.mostParts() || body.length() > FieldChecks.LONGEST_BODY) {
      throw MessageProblems.tooManyParts(parts, rules.mostParts()).exception();
    }
    return body;
  }

  private Message compose(
      TenantId tenant,
      Author author,
      ValidMessage valid,
      String body,
      ConversationRow thread,
      Choice choice,
      Instant now) {
    Sender sender = choice.sender();
    MessageDetails details =
        new MessageDetails(
            new MessageId(UuidV7.next().toString()),
            tenant,
            Direction.OUTBOUND,
            valid.channel(),
            thread.id(),
            Party.of(sender.number()),
            Party.of(valid.to()),
            body,
            List.of(),
            null,
            null,
            sender.account().carrier(),
            new ConnectionId(sender.account().connectionId()),
            author,
            valid.contactId() == null ? thread.contactId() : valid.contactId(),
            now,
            new Purpose(valid.campaignId(), choice.template()));
    SmsRules rules = carriers.smsRules(sender.account().carrier());
    int segments = Segments.of(valid.channel(), body, rules).count();
    return new Message(details, MessageProgress.accepted(segments));
  }

  private static List<Record> told(Message message) {
    List<Record> told = new ArrayList<>();
    told.add(accepted(message));
    Permissions.held(message).ifPresent(told::add);
    return told;
  }

  private static MessageAccepted accepted(Message message) {
    MessageDetails details = message.details();
    return new MessageAccepted(
        details.id().value(),
        details.channel(),
        details.from().value(),
        details.to().value(),
        details.body(),
        message.progress().segments(),
        details.author().userId(),
        details.author().name(),
        details.contactId(),
        details.createdAt());
  }
}
