package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ServiceWindows;
import dev.ramal.messaging.conversations.WhatsAppWindow;
import dev.ramal.messaging.conversations.WindowState;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.routing.RoutingTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From which number of ours a message goes, as the organization has set it. By WhatsApp free text
 * goes only from a number to which the contact has written within the window, so it is one that has
 * WhatsApp.
 */
@ApplicationScoped
class ChooseSender {
  private final MessageAccounts accounts;

  ChooseSender(MessageAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 422 when no number can send
   */
  Sender choose(
      TenantId tenant,
      ValidMessage valid,
      ConversationRow thread,
      RoutingTerms terms,
      Instant now) {
    if (!accounts.canSend(tenant, valid.carrier())) {
      throw MessageProblems.noSender().exception();
    }
    if (valid.channel() == Channel.WHATSAPP) {
      return answering(tenant, valid, thread.windows(), terms, now);
    }
    List<Sender> able = accounts.senders(tenant, valid.carrier(), thread.ourNumber());
    return terms.inOrder(Channel.SMS, valid.carrier(), able).stream()
        .findFirst()
        .orElseThrow(() -> MessageProblems.noSender().exception());
  }

  /**
   * What a first message to a contact would go from; empty when nothing can send.
   *
   * @param wanted null for the organization's choice
   */
  Optional<Sender> first(TenantId tenant, Channel channel, Carrier wanted, RoutingTerms terms) {
    return terms.inOrder(channel, wanted, accounts.senders(tenant, wanted, null)).stream()
        .findFirst();
  }

  /**
   * Another account for a message that some are proven not to have taken.
   *
   * @param tried accounts that are not to be asked
   */
  Optional<Sender> other(
      MessageDetails message,
      ConversationRow thread,
      RoutingTerms terms,
      Set<String> tried,
      Instant now) {
    List<Sender> able =
        message.channel() == Channel.WHATSAPP
            ? answerable(message.tenant(), null, thread.windows(), now)
            : accounts.senders(message.tenant(), null, thread.ourNumber());
    return terms.inOrder(message.channel(), null, able).stream()
        .filter(sender -> !tried.contains(sender.account().connectionId()))
        .findFirst();
  }

  private Sender answering(
      TenantId tenant,
      ValidMessage valid,
      ServiceWindows windows,
      RoutingTerms terms,
      Instant now) {
    List<Sender> able = answerable(tenant, valid.carrier(), windows, now);
    return terms.inOrder(Channel.WHATSAPP, valid.carrier(), able).stream()
        .findFirst()
        .orElseThrow(
            () ->
                MessageProblems.templateRequired(
                        WindowState.of(lastWindow(tenant, valid, windows), now),
                        numbers(answerable(tenant, null, windows, now)))
                    .exception());
  }

  /** What free text may go from, the number written to last first. */
  private List<Sender> answerable(
      TenantId tenant, Carrier wanted, ServiceWindows windows, Instant now) {
    return windows.open(now).stream()
        .map(number -> accounts.owning(tenant, wanted, number))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<String> numbers(List<Sender> senders) {
    return senders.stream().map(sender -> sender.number().value()).toList();
  }

  /** Of the numbers that could be meant, the window that closed last. */
  private WhatsAppWindow lastWindow(TenantId tenant, ValidMessage valid, ServiceWindows windows) {
    return windows.lastInbound().entrySet().stream()
        .filter(entry -> accounts.owning(tenant, valid.carrier(), entry.getKey()).isPresent())
        .map(Map.Entry::getValue)
        .max(Comparator.naturalOrder())
        .map(WhatsAppWindow::new)
        .orElse(new WhatsAppWindow(null));
  }
}
