package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ServiceWindows;
import dev.ramal.messaging.conversations.WhatsAppWindow;
import dev.ramal.messaging.conversations.WindowState;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.TemplateUse;
import dev.ramal.messaging.routing.RoutingTerms;
import dev.ramal.messaging.templates.ComposedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From which number of ours a message goes, as the organization has set it. By WhatsApp free text
 * goes only from a number to which the contact has written within the window, so it is one that has
 * WhatsApp; a text that is approved with an account goes from a number of that account.
 */
@ApplicationScoped
class ChooseSender {
  private final MessageAccounts accounts;
  private final MessageCarriers carriers;

  ChooseSender(MessageAccounts accounts, MessageCarriers carriers) {
    this.accounts = accounts;
    this.carriers = carriers;
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
      TenantId tenant,
      ValidMessage valid,
      ComposedText text,
      ConversationRow thread,
      RoutingTerms terms,
      Instant now) {
    if (!accounts.canSend(tenant, valid.carrier())) {
      throw MessageProblems.noSender().exception();
    }
    if (valid.channel() == Channel.WHATSAPP) {
      return choice(valid, text, byWhatsApp(tenant, valid, text, thread, terms, now));
    }
    List<Sender> able = accounts.senders(tenant, valid.carrier(), thread.ourNumber());
    return terms.inOrder(Channel.SMS, valid.carrier(), able).stream()
        .findFirst()
        .map(sender -> choice(valid, text, sender))
        .orElseThrow(() -> MessageProblems.noSender().exception());
  }

  private static Choice choice(ValidMessage valid, ComposedText text, Sender sender) {
    if (text == null) {
      return new Choice(sender, valid.body(), null);
    }
    boolean asApproved = valid.channel() == Channel.WHATSAPP;
    return new Choice(sender, text.text(), text.use(sender.account().connectionId(), asApproved));
  }

  /**
   * What an SMS would go from now; empty when nothing can send.
   *
   * @param wanted null for the organization's choice
   * @param number of ours that the contact's thread goes through; null when it has none
   */
  Optional<Sender> preview(TenantId tenant, Carrier wanted, String number, RoutingTerms terms) {
    return terms.inOrder(Channel.SMS, wanted, accounts.senders(tenant, wanted, number)).stream()
        .findFirst();
  }

  /**
   * Another account for a message that some are proven not to have taken. A text that is approved
   * with one account has no copy at another, and what its carrier would not take goes to none.
   *
   * @param left why it left accounts, its own among them
   */
  Optional<Sender> other(
      MessageDetails message,
      ConversationRow thread,
      RoutingTerms terms,
      Map<String, String> left,
      Instant now) {
    if (message.purpose().isApproved()) {
      return Optional.empty();
    }
    List<Sender> able =
        message.channel() == Channel.WHATSAPP
            ? answerable(message.tenant(), null, thread.windows(), now)
            : accounts.senders(message.tenant(), null, thread.ourNumber());
    List<Sender> fit = able.stream().filter(sender -> takes(sender, message)).toList();
    return terms.other(message.channel(), fit, left, message.connectionId().value());
  }

  private boolean takes(Sender sender, MessageDetails message) {
    return message
        .to()
        .number()
        .map(to -> carriers.limits(sender, message.channel(), to))
        .map(
            limits ->
                CarrierLimits.take(message, carriers.smsRules(sender.account().carrier()), limits))
        .orElse(false);
  }

  /** Who answers within the window; outside of it, where the text is approved. */
  private Sender byWhatsApp(
      TenantId tenant,
      ValidMessage valid,
      ComposedText text,
      ConversationRow thread,
      RoutingTerms terms,
      Instant now) {
    ServiceWindows windows = thread.windows();
    List<Sender> able = answerable(tenant, valid.carrier(), windows, now);
    if (able.isEmpty() && text != null) {
      able = approved(tenant, valid, text, thread);
    }
    return terms.inOrder(Channel.WHATSAPP, valid.carrier(), able).stream()
        .findFirst()
        .orElseThrow(
            () ->
                text == null
                    ? MessageProblems.templateRequired(
                            WindowState.of(lastWindow(tenant, valid, windows), now),
                            numbers(answerable(tenant, null, windows, now)))
                        .exception()
                    : text.notApproved().exception());
  }

  /** From the number that the contact knows, where its account has the text approved. */
  private List<Sender> approved(
      TenantId tenant, ValidMessage valid, ComposedText text, ConversationRow thread) {
    List<String> approved = text.approvedWith();
    return accounts.senders(tenant, valid.carrier(), thread.ourNumber()).stream()
        .filter(sender -> approved.contains(sender.account().connectionId()))
        .toList();
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
