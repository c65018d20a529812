package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.kit.tenancy.SqlRow;

/**
 * A call in four columns, for those who cannot wait for its facts.
 *
 * @param record whether the lead's leg is recorded
 * @param connectionId the account it runs through; null while that is not chosen
 * @param agentId whose call it is; null for a call nobody took
 */
public record CallSummary(CallStatus status, boolean record, String connectionId, String agentId) {

  /** From status, record, connection_id and agent_id. */
  static CallSummary read(SqlRow row) {
    return new CallSummary(CallStatus.valueOf(row.text(0)), row.bool(1), row.text(2), row.text(3));
  }

  public boolean over() {
    return status.isFinal();
  }

  public boolean runsThrough(String connection) {
    return connectionId == null || connectionId.equals(connection);
  }
}
