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
import dev.ramal.messaging.message.TemplateUse;
import dev.ramal.messaging.templates.ComposedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From which number of ours a message goes, and as what. By WhatsApp free text goes only from a
 * number to which the contact has written within the window, so it is one that has WhatsApp; a text
 * that is approved with an account goes from a number of that account.
 */
@ApplicationScoped
class ChooseSender {
  private final MessageAccounts accounts;

  ChooseSender(MessageAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * From where, and what.
   *
   * @param template null for free text
   */
  record Choice(Sender sender, String body, TemplateUse template) {}

  /**
   * @param text null where it is free
   * @throws dev.ramal.kit.problem.ProblemException 422 when no number can send
   */
  Choice choose(
      TenantId tenant, ValidMessage valid, ComposedText text, ConversationRow thread, Instant now) {
    if (!accounts.canSend(tenant, valid.carrier())) {
      throw MessageProblems.noSender().exception();
    }
    if (valid.channel() != Channel.WHATSAPP) {
      return choice(
          valid,
          text,
          accounts
              .sender(tenant, valid.carrier(), thread.ourNumber())
              .orElseThrow(() -> MessageProblems.noSender().exception()));
    }
    return answering(tenant, valid, thread.windows(), now)
        .or(() -> approved(tenant, valid, text, thread))
        .map(sender -> choice(valid, text, sender))
        .orElseThrow(
            () ->
                text == null
                    ? MessageProblems.templateRequired(
                            WindowState.of(lastWindow(tenant, valid, thread.windows()), now),
                            answerable(tenant, thread.windows(), now))
                        .exception()
                    : text.notApproved().exception());
  }

  private static Choice choice(ValidMessage valid, ComposedText text, Sender sender) {
    if (text == null) {
      return new Choice(sender, valid.body(), null);
    }
    boolean asApproved = valid.channel() == Channel.WHATSAPP;
    return new Choice(sender, text.text(), text.use(sender.account().connectionId(), asApproved));
  }

  private Optional<Sender> answering(
      TenantId tenant, ValidMessage valid, ServiceWindows windows, Instant now) {
    return windows.open(now).stream()
        .map(number -> accounts.owning(tenant, valid.carrier(), number))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** From the number that the contact knows, where its account has the text approved. */
  private Optional<Sender> approved(
      TenantId tenant, ValidMessage valid, ComposedText text, ConversationRow thread) {
    return text == null
        ? Optional.empty()
        : accounts.sender(
            tenant, valid.carrier(), Set.copyOf(text.approvedWith()), thread.ourNumber());
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
