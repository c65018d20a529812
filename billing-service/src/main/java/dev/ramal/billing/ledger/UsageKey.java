package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a usage is, whoever reports it and however often: the business key of the ledger.
 *
 * @param subject call, recording (of a call), message, number (a month of one), storage (of a
 *     month) or infrastructure (of a month)
 * @param subjectId id of the call or message; of a recording behind its call and a slash; of a
 *     number with its month behind a slash; the month
 * @param leg of a call; null for a message
 */
public record UsageKey(TenantId tenant, String subject, String subjectId, String leg, Meter meter) {
  public static final String CALL = "call";
  public static final String RECORDING = "recording";
  public static final String MESSAGE = "message";
  public static final String NUMBER = "number";
  public static final String STORAGE = "storage";
  public static final String INFRASTRUCTURE = "infrastructure";

  static final List<String> SUBJECTS =
      List.of(CALL, RECORDING, MESSAGE, NUMBER, STORAGE, INFRASTRUCTURE);

  public UsageKey {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(subjectId, "subjectId");
    Objects.requireNonNull(meter, "meter");
  }

  /**
   * The id of the usage, made from the key alone: the same usage has the same id in every replay,
   * so a ledger built again from the topics can be compared entry by entry.
   */
  public UUID usageId() {
    return named(tenant + "|" + subject + "|" + subjectId + "|" + leg + "|" + meter.wire());
  }

  /** The id of the n-th entry of the usage, counted from 1. */
  public UUID entryId(int number) {
    return named(usageId() + "|" + number);
  }

  private static UUID named(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
