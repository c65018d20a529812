package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.MessageContent;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.conversations.ConversationRow;
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
import dev.ramal.messaging.permission.FoundForMessage;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import dev.ramal.messaging.routing.RoutingTerms;
import dev.ramal.messaging.sending.Acceptance.Accepted;
import dev.ramal.messaging.sending.ChooseSender.Choice;
import dev.ramal.messaging.templates.ComposedText;
import dev.ramal.messaging.templates.FoundTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a message of what a person wants to send, when their thread and its window allow it. */
@ApplicationScoped
class ComposeMessage {
  private final ChooseSender chooseSender;
  private final MessageCarriers carriers;

  ComposeMessage(ChooseSender chooseSender, MessageCarriers carriers) {
    this.chooseSender = chooseSender;
    this.carriers = carriers;
  }

  /**
   * The message, which continues the thread.
   *
   * @throws dev.ramal.kit.problem.ProblemException when a rule denies it, the thread is somebody
   *     else's, no number can send, WhatsApp's window is closed when it is to leave, or its carrier
   *     does not take what it holds
   */
  Accepted compose(
      AccessScope scope,
      ValidMessage valid,
      ConversationRow thread,
      FoundForMessage found,
      RoutingTerms terms,
      FoundTemplates templates,
      Instant now) {
    Instant leaves = valid.sendAt() == null ? now : valid.sendAt();
    FoundForMessage rules = SendOwnText.rules(found, scope.userId());
    Permissions.check(rules, valid.to(), valid.channel(), thread, leaves, scope.userId());
    if (thread.ownerId() != null && !scope.mayChange(thread.ownerId())) {
      throw MessageProblems.somebodyElses().exception();
    }
    ComposedText text =
        templates.compose(scope, valid.template(), valid.channel(), valid.to().value());
    Choice choice = chooseSender.choose(scope.tenant(), valid, text, thread, terms, leaves);
    Sender sender = choice.sender();
    SmsRules smsRules = carriers.smsRules(sender.account().carrier());
    String body = wording(valid, choice.body(), smsRules);
    CarrierLimits.check(valid, body, carriers.limits(sender, valid.channel(), valid.to()));
    MessageDetails details =
        new MessageDetails(
            new MessageId(UuidV7.next().toString()),
            scope.tenant(),
            Direction.OUTBOUND,
            valid.channel(),
            thread.id(),
            Party.of(sender.number()),
            Party.of(valid.to()),
            body,
            valid.media(),
            valid.buttons().isEmpty() ? null : MessageContent.offering(valid.buttons()),
            null,
            sender.account().carrier(),
            new ConnectionId(sender.account().connectionId()),
            new Author(scope.userId(), scope.name()),
            valid.contactId() == null ? thread.contactId() : valid.contactId(),
            now,
            new Purpose(valid.campaignId(), choice.template()),
            valid.sendAt());
    int segments = Segments.of(valid.channel(), body, smsRules).count();
    Message composed =
        new Message(
            details,
            valid.sendAt() == null
                ? MessageProgress.accepted(segments)
                : MessageProgress.scheduled(segments));
    Kept kept = Permissions.of(rules, details, thread, leaves);
    thread.continueWith(details);
    Message standing = Permissions.standing(composed, kept.verdict());
    found.taken(valid.to(), standing.turn());
    return new Accepted(standing, kept);
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

  /** What is told about it. */
  static List<Record> told(Message message) {
    List<Record> told = new ArrayList<>();
    told.add(accepted(message));
    Permissions.held(message).ifPresent(told::add);
    return told;
  }

  static MessageAccepted accepted(Message message) {
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
        details.createdAt(),
        details.sendAt());
  }
}
