package dev.ramal.calls.subaccounts;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account below another one.
 *
 * @param id also that of its connection, once it is active
 * @param ownerConnectionId of the account above
 * @param accountId the carrier's; null until it is made
 * @param reason why it was refused, or what it waits for
 */
@Schema(name = "Subaccount")
record Subaccount(
    String id,
    String ownerConnectionId,
    String name,
    State state,
    @Schema(nullable = true) String accountId,
    @Schema(nullable = true) String reasonCode,
    @Schema(nullable = true) String reason,
    Instant createdAt,
    Instant updatedAt) {
  static final String COLUMNS =
      "id, connection_id, name, state, account_id, reason_code, reason, created_at, updated_at";

  private static final int LONGEST = 27;

  /** The names are stored. */
  enum State {
    ORDERED,
    ACTIVE,
    REFUSED;

    @JsonValue
    String wire() {
      return WireWords.of(this);
    }
  }

  static Subaccount read(SqlRow row) {
    return new Subaccount(
        row.text(0),
        row.text(1),
        row.text(2),
        State.valueOf(row.text(3)),
        row.text(4),
        row.text(5),
        row.text(6),
        row.instant(7),
        row.instant(8));
  }

  /** What the carrier calls it: no other account has that name, and 64 characters hold it. */
  String nameAtCarrier() {
    return (name.length() > LONGEST ? name.substring(0, LONGEST) : name) + " " + id;
  }

  RowKey owner(String tenant) {
    return new RowKey(tenant, ownerConnectionId);
  }
}
