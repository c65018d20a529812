package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ServiceWindows;
import dev.ramal.messaging.conversations.WhatsAppWindow;
import dev.ramal.messaging.conversations.WindowState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From which number of ours a message goes. By WhatsApp free text goes only from a number to which
 * the contact has written within the window, so it is one that has WhatsApp.
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
  Sender choose(TenantId tenant, ValidMessage valid, ConversationRow thread, Instant now) {
    if (!accounts.canSend(tenant, valid.carrier())) {
      throw MessageProblems.noSender().exception();
    }
    return valid.channel() == Channel.WHATSAPP
        ? answering(tenant, valid, thread.windows(), now)
        : accounts
            .sender(tenant, valid.carrier(), thread.ourNumber())
            .orElseThrow(() -> MessageProblems.noSender().exception());
  }

  private Sender answering(
      TenantId tenant, ValidMessage valid, ServiceWindows windows, Instant now) {
    return windows.open(now).stream()
        .map(number -> accounts.owning(tenant, valid.carrier(), number))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                MessageProblems.templateRequired(
                        WindowState.of(lastWindow(tenant, valid, windows), now),
                        answerable(tenant, windows, now))
                    .exception());
  }

  /** Numbers from which free text may go, were they not of another carrier than is wanted. */
  private List<String> answerable(TenantId tenant, ServiceWindows windows, Instant now) {
    return windows.open(now).stream()
        .filter(number -> accounts.owning(tenant, null, number).isPresent())
        .toList();
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
