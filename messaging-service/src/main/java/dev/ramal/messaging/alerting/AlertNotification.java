package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.alerting.policy.ReceiverChannel;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one receiver was told of an alert, or was to be told.
 *
 * @param reason why it was not told; null while nothing went wrong
 * @param messageId the message that carries it; null for Slack
 */
record AlertNotification(
    TenantId tenant,
    String id,
    String alertId,
    int round,
    int step,
    String receiver,
    String channel,
    AlertNews news,
    State state,
    String reason,
    String messageId,
    Instant createdAt,
    Instant endedAt) {
  static final String COLUMNS =
      " tenant, id, alert_id, round, step, receiver, channel, news, state, reason, message_id,"
          + " created_at, ended_at ";

  /** Where it stands. */
  @Schema(name = "NotificationState")
  enum State {
    PENDING,
    SENT,
    FAILED,
    /** Somebody took care, or it was over, before it could be told. */
    DROPPED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** From {@link #COLUMNS}. */
  static AlertNotification read(SqlRow row) {
    return new AlertNotification(
        TenantId.of(row.text(0)),
        row.text(1),
        row.text(2),
        row.integer(3),
        row.integer(4),
        row.text(5),
        row.text(6),
        AlertNews.of(row.text(7)),
        State.valueOf(row.text(8).toUpperCase(Locale.ROOT)),
        row.text(9),
        row.text(10),
        row.instant(11),
        row.instant(12));
  }

  boolean isBySlack() {
    return channel.equals(ReceiverChannel.SLACK.wire());
  }

  /** Whether it tells of something that nobody need hear any more. */
  boolean isIdle(AlertRow alert) {
    return news == AlertNews.RAISED && !alert.isWaiting();
  }

  /** As people read it. */
  @Schema(name = "AlertNotification")
  record View(
      @Schema(description = "How often the alert had been told from the first step on") int round,
      @Schema(description = "Of the settings, from 1") int step,
      String receiver,
      @Schema(enumeration = {"slack", "sms", "whatsapp"}) String channel,
      @Schema(enumeration = {"raised", "acknowledged", "resolved"}) String news,
      @Schema(enumeration = {"pending", "sent", "failed", "dropped"}) String state,
      @Schema(nullable = true) String reason,
      @Schema(description = "Of an SMS or a WhatsApp text", nullable = true) String messageId,
      Instant createdAt,
      @Schema(nullable = true) Instant endedAt) {
    static View of(AlertNotification one) {
      return new View(
          one.round,
          one.step + 1,
          one.receiver,
          one.channel,
          one.news.wire(),
          one.state.wire(),
          one.reason,
          one.messageId,
          one.createdAt,
          one.endedAt);
    }
  }
}
