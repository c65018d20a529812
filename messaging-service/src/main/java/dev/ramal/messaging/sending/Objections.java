package dev.ramal.messaging.sending;

import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingHeld;
import dev.ramal.messaging.permission.FoundForMessage;
import dev.ramal.messaging.permission.MessagePermissionInput;
import dev.ramal.messaging.permission.MessagePermissionTables;
import dev.ramal.messaging.permission.MessageRule;
import dev.ramal.messaging.permission.MessageSettings;
import dev.ramal.messaging.permission.MessageVerdict;
import dev.ramal.messaging.permission.MessageVerdict.Decision;
import dev.ramal.messaging.permission.MessageVerdict.Judged;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why messages may not go out now: the window may close, the contact opt out, their night begin, or
 * others be sent to them, while they wait.
 */
@ApplicationScoped
class Objections {
  private static final Duration NEXT_MINUTE = Duration.ofMinutes(1);

  private final MessagePermissionTables permission;
  private final ConversationRepository conversations;
  private final FailureReasons reasons;

  Objections(
      MessagePermissionTables permission,
      ConversationRepository conversations,
      FailureReasons reasons) {
    this.permission = permission;
    this.conversations = conversations;
    this.reasons = reasons;
  }

  /**
   * What a set of messages is judged on, with two statements.
   *
   * @param found by organization
   * @param threads by their keys
   */
  record Grounds(
      Map<TenantId, FoundForMessage> found, Map<RowKey, ConversationRow> threads, Instant now) {

    MessageSettings settings(TenantId tenant) {
      return found.get(tenant).settings();
    }
  }

  /**
   * @param judged messages of any organizations, each to another contact
   * @param unjudged messages whose organization's settings alone are wanted
   */
  Uni<Grounds> grounds(
      Sql sql, Collection<Message> judged, Collection<Message> unjudged, Instant now) {
    Set<TenantId> tenants = tenants(judged);
    tenants.addAll(tenants(unjudged));
    return Uni.combine()
        .all()
        .unis(
            permission.leaving(sql, tenants, judged, now),
            conversations.findAll(sql, judged.stream().map(Objections::thread).toList()))
        .collectFailures()
        .with((found, threads) -> new Grounds(found, threads, now));
  }

  /** Of one message that might leave. */
  Uni<Objection> of(Sql sql, Message message, Instant now) {
    return grounds(sql, List.of(message), List.of(), now).map(grounds -> of(message, grounds));
  }

  Objection of(Message message, Grounds grounds) {
    MessageDetails details = message.details();
    ConversationRow thread = grounds.threads().get(thread(message));
    FoundForMessage found = grounds.found().get(details.tenant());
    FoundForMessage rules =
        details.author() == null ? found : SendOwnText.rules(found, details.author().userId());
    E164 to = details.to().number().orElseThrow();
    Instant now = grounds.now();
    MessagePermissionInput input =
        rules.input(
            to,
            details.channel(),
            now,
            thread.lastInboundAt(),
            Permissions.window(details, thread),
            details.author() == null ? null : details.author().userId());
    MessageVerdict verdict = rules.judge(input);
    Kept kept = new Kept(input, verdict);
    if (verdict.decision() == Decision.DENIED) {
      Judged denied = verdict.denial().orElseThrow();
      return denied.rule() == MessageRule.PER_MINUTE
          ? new Objection(null, new SendingHeld(now.plus(NEXT_MINUTE), now))
          : new Objection(kept, new SendingDenied(reasons.ours(reason(denied)), now));
    }
    return verdict.decision() == Decision.HELD
        ? new Objection(kept, new SendingHeld(verdict.leavesAt(), now))
        : Objection.NONE;
  }

  private static RowKey thread(Message message) {
    return RowKey.of(message.details().tenant(), message.details().conversationId());
  }

  private static Set<TenantId> tenants(Collection<Message> messages) {
    return messages.stream()
        .map(message -> message.details().tenant())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String reason(Judged denied) {
    return switch (denied.rule()) {
      case OPT_OUT -> FailureReasons.OPTED_OUT;
      case WINDOW -> FailureReasons.TEMPLATE_REQUIRED;
      case ATTEMPTS -> FailureReasons.TOO_OFTEN;
      case BUDGET -> FailureReasons.BUDGET_EXHAUSTED;
      case VELOCITY -> FailureReasons.PREFIX_BLOCKED;
      default -> FailureReasons.NEVER_OPEN;
    };
  }
}
