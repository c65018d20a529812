package dev.ramal.messaging.templates;

import dev.ramal.events.TemplateApprovalStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.messages.TemplateApprovalChanged;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.templates.ApprovalRepository.Changed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores what a carrier says of a text. What is news is told in the same transaction, once: to
 * programs, and to people where the text cannot be sent any more, with what they can do.
 */
@ApplicationScoped
class TellApproval {
  /** One alert for each text and account, whatever it is that WhatsApp does not like. */
  static final String TITLE = "O WhatsApp não aceita um modelo";

  private static final String SERVICE = "messaging-service";

  private final ApprovalRepository approvals;
  private final Outbox outbox;
  private final Events events;
  private final Clock clock;

  TellApproval(ApprovalRepository approvals, Outbox outbox, Events events, Clock clock) {
    this.approvals = approvals;
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  /** Where nothing is said of the category. */
  Uni<Void> become(
      Sql sql, ApprovalKey key, ApprovalState state, String reason, int polls, Instant pollAt) {
    return become(sql, key, state, reason, null, polls, pollAt);
  }

  /**
   * @param reason null for none
   * @param category for which WhatsApp has decided; null where it was not said, and stays as it was
   * @param pollAt when the carrier is asked next; null for never
   */
  Uni<Void> become(
      Sql sql,
      ApprovalKey key,
      ApprovalState state,
      String reason,
      ApprovalCategory category,
      int polls,
      Instant pollAt) {
    Instant now = clock.instant();
    return approvals
        .become(sql, key, state, reason, category, polls, pollAt, now)
        .chain(
            changed ->
                changed.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : outbox.appendAll(sql, told(key, changed.get(), state, reason, now)));
  }

  private List<OutboxEntry> told(
      ApprovalKey key, Changed text, ApprovalState state, String reason, Instant now) {
    List<OutboxEntry> told = new ArrayList<>();
    told.add(
        entry(
            key,
            Topics.MESSAGES,
            new TemplateApprovalChanged(
                key.templateId(),
                text.name(),
                text.language(),
                text.body(),
                text.carrier(),
                key.connectionId(),
                TemplateApprovalStatus.valueOf(state.name()),
                reason,
                now)));
    if (state == ApprovalState.APPROVED) {
      told.add(entry(key, Topics.ALERTS, new AlertResolved(SERVICE, TITLE, subject(key), now)));
    } else if (state != ApprovalState.PENDING) {
      told.add(entry(key, Topics.ALERTS, alert(key, text, state, reason, now)));
    }
    return told;
  }

  private OutboxEntry entry(ApprovalKey key, String topic, Record data) {
    return OutboxEntry.of(events.create(key.tenant(), topic, key.templateId(), null, data));
  }

  private static AlertRaised alert(
      ApprovalKey key, Changed text, ApprovalState state, String reason, Instant now) {
    return new AlertRaised(
        UuidV7.next().toString(),
        SERVICE,
        state == ApprovalState.DISABLED ? "critical" : "warning",
        TITLE,
        detail(key, text, state, reason),
        subject(key),
        now);
  }

  private static String detail(ApprovalKey key, Changed text, ApprovalState state, String reason) {
    String which =
        "o modelo «%s» (%s) na conta %s%s."
            .formatted(
                text.name(),
                text.language(),
                key.connectionId(),
                reason == null ? "" : ", motivo: " + reason);
    return switch (state) {
      case PAUSED ->
          "O WhatsApp pausou "
              + which
              + " Contatos reclamaram dele: fora da janela de 24 horas ele não sai até que o"
              + " WhatsApp o libere. Reveja o texto e para quem ele vai, ou use outro modelo.";
      case DISABLED ->
          "O WhatsApp desativou de vez "
              + which
              + " Crie um modelo com outro texto e peça a aprovação dele.";
      default ->
          "O WhatsApp recusou "
              + which
              + " Corrija o texto (PATCH /api/templates/%1$s) e peça a aprovação de novo (POST /api/templates/%1$s/approvals)."
                  .formatted(key.templateId());
    };
  }

  private static String subject(ApprovalKey key) {
    return key.connectionId() + ":" + key.contentName();
  }
}
