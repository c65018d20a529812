package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.StatusTimestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Instant;

/** How far a message got, as it is stored. */
@Embeddable
record ProgressColumns(
    @Enumerated(EnumType.STRING) MessageState state,
    @Column(name = "carrier_message_id") String carrierMessageId,
    int segments,
    @Column(name = "sent_at") Instant sentAt,
    @Column(name = "delivered_at") Instant deliveredAt,
    @Column(name = "read_at") Instant readAt,
    @Column(name = "failed_at") Instant failedAt,
    @Column(name = "failure_code") String failureCode,
    @Column(name = "failure_reason") String failureReason,
    @Column(name = "cost_amount") BigDecimal costAmount,
    @Column(name = "cost_currency") String costCurrency,
    @Column(name = "leaves_at") Instant leavesAt) {

  static ProgressColumns of(MessageProgress progress) {
    StatusTimestamps at = progress.at();
    FailureCause cause = progress.cause();
    Money cost = progress.cost();
    return new ProgressColumns(
        progress.state(),
        progress.carrierMessageId(),
        progress.segments(),
        at.sent(),
        at.delivered(),
        at.read(),
        at.failed(),
        cause == null ? null : cause.code(),
        cause == null ? null : cause.reason(),
        cost == null ? null : cost.amount(),
        cost == null ? null : cost.currency(),
        progress.leavesAt());
  }

  /** From the columns of {@link MessageStatements}. */
  static ProgressColumns read(SqlRow row) {
    return new ProgressColumns(
        MessageState.valueOf(row.text(16)),
        row.text(17),
        row.integer(18),
        row.instant(19),
        row.instant(20),
        row.instant(21),
        row.instant(22),
        row.text(23),
        row.text(24),
        row.decimal(25),
        row.text(26),
        row.instant(34));
  }

  MessageProgress progress() {
    boolean caused = failureCode != null || failureReason != null;
    return new MessageProgress(
        state,
        carrierMessageId,
        segments,
        new StatusTimestamps(sentAt, deliveredAt, readAt, failedAt),
        caused ? new FailureCause(failureCode, failureReason) : null,
        costAmount == null ? null : new Money(costAmount, costCurrency),
        leavesAt);
  }
}
