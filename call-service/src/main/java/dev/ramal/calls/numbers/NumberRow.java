package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberType;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.List;

/** A number at rest. */
class NumberRow {
  /** What {@link #read} takes. */
  static final String COLUMNS =
      "tenant, id, number, connection_id, carrier, state, bought, carrier_number_id, type,"
          + " capabilities, monthly_amount, monthly_currency, label, assigned_kind, assigned_to,"
          + " reason_code, reason, acquired_at, released_at, created_at, updated_at, updated_by,"
          + " resting_until, resting_because, ordered_by";

  RowKey key;
  E164 number;
  String connectionId;
  Carrier carrier;
  NumberState state;

  /** Else an administrator entered it with its account. */
  boolean bought;

  /** The carrier's own id; null until it is known. */
  String carrierNumberId;

  NumberType type;

  /** Null where nobody asked the carrier. */
  List<String> capabilities;

  Money monthlyPrice;
  String label;

  /** Null for a number of the pool. */
  Assignment assignedTo;

  String reasonCode;

  /** Why it was refused, or what the order waits for. */
  String reason;

  /** Whoever changed it since; null for one that was entered. */
  String orderedBy;

  Instant acquiredAt;
  Instant releasedAt;
  Instant createdAt;
  Instant updatedAt;
  String updatedBy;

  /** Null for one that never rested; in the past for one that came back. */
  Instant restingUntil;

  String restingBecause;

  static NumberRow read(SqlRow row) {
    NumberRow read = new NumberRow();
    read.key = new RowKey(row.text(0), row.text(1));
    read.number = E164.of(row.text(2));
    read.connectionId = row.text(3);
    read.carrier = Carrier.of(row.text(4));
    read.state = NumberState.valueOf(row.text(5));
    read.bought = row.bool(6);
    read.carrierNumberId = row.text(7);
    read.type = row.text(8) == null ? NumberType.of(read.number) : NumberType.valueOf(row.text(8));
    read.capabilities = row.text(9) == null ? null : words(row.text(9));
    read.monthlyPrice = row.decimal(10) == null ? null : new Money(row.decimal(10), row.text(11));
    read.label = row.text(12);
    read.assignedTo = Assignment.of(row.text(13), row.text(14));
    read.reasonCode = row.text(15);
    read.reason = row.text(16);
    read.acquiredAt = row.instant(17);
    read.releasedAt = row.instant(18);
    read.createdAt = row.instant(19);
    read.updatedAt = row.instant(20);
    read.updatedBy = row.text(21);
    read.restingUntil = row.instant(22);
    read.restingBecause = row.text(23);
    read.orderedBy = row.text(24);
    return read;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  String capabilityWords() {
    return capabilities == null ? null : String.join(" ", capabilities);
  }

  RowKey connection() {
    return new RowKey(key.tenant(), connectionId);
  }
}
