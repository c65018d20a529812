package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.messages.MessageHeld;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.permission.FoundForMessage;
import dev.ramal.messaging.permission.MessagePermissionInput;
import dev.ramal.messaging.permission.MessagePermissionInput.Window;
import dev.ramal.messaging.permission.MessageVerdict;
import dev.ramal.messaging.permission.MessageVerdict.Judged;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What verdicts mean for messages that somebody wants to send. */
final class Permissions {
  private static final Duration NEXT_MINUTE = Duration.ofMinutes(1);

  private Permissions() {}

  /**
   * Looked at before anything else is: which number sends does not matter for it.
   *
   * @param leaves when it is to leave
   * @param author id of whoever writes it
   * @throws dev.ramal.kit.problem.ProblemException when a rule denies
   */
  static void check(
      FoundForMessage found,
      E164 to,
      Channel channel,
      ConversationRow thread,
      Instant leaves,
      String author) {
    found
        .judge(found.input(to, channel, leaves, thread.lastInboundAt(), null, author))
        .denial()
        .ifPresent(Permissions::refuse);
  }

  /** The verdict of a message that may be written, to be kept with it. */
  static Kept of(
      FoundForMessage found, MessageDetails details, ConversationRow thread, Instant leaves) {
    E164 to = details.to().number().orElseThrow();
    MessagePermissionInput input =
        found.input(
            to,
            details.channel(),
            leaves,
            thread.lastInboundAt(),
            window(details, thread),
            details.author() == null ? null : details.author().userId());
    return new Kept(input, found.judge(input));
  }

  /** The message as it stands by its verdict. */
  static Message standing(Message message, MessageVerdict verdict) {
    return verdict.leavesAt() == null
        ? message
        : new Message(message.details(), message.progress().held(verdict.leavesAt()));
  }

  /** What is told of a message that is held from the beginning; empty for another. */
  static Optional<MessageHeld> held(Message message) {
    MessageDetails details = message.details();
    return Optional.ofNullable(message.progress().leavesAt())
        .map(
            until ->
                new MessageHeld(
                    details.id().value(),
                    details.channel(),
                    details.to().value(),
                    until,
                    details.createdAt()));
  }

  /** Null where WhatsApp asks for none. */
  static Window window(MessageDetails details, ConversationRow thread) {
    String from = details.from().value();
    return details.channel() == Channel.WHATSAPP && !details.purpose().isApproved()
        ? new Window(from, thread.windows().of(from).closesAt())
        : null;
  }

  private static void refuse(Judged denied) {
    switch (denied.rule()) {
      case OPT_OUT -> throw optedOut(denied).exception();
      case ATTEMPTS -> throw MessageProblems.tooOften(denied.evidence()).exception();
      case PER_MINUTE -> throw MessageProblems.tooFast().exception(NEXT_MINUTE);
      case BUDGET ->
          throw MessageProblems.budgetSpent(denied.version(), denied.evidence()).exception();
      case VELOCITY ->
          throw MessageProblems.prefixBlocked(denied.version(), denied.evidence()).exception();
      default -> throw MessageProblems.neverOpen(denied.evidence()).exception();
    }
  }

  /** What the contact said themselves names the channel. */
  private static Problem optedOut(Judged denied) {
    return Arrays.stream(Channel.values()).map(Channel::wire).anyMatch(denied.version()::equals)
        ? MessageProblems.optedOut().with("evidence", denied.evidence())
        : MessageProblems.declinedInCrm(denied.evidence());
  }
}
