package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.RecordingReady;
import java.util.List;

/**
 * The minutes of a recording: one usage of each, however often it is told, counted in its seconds.
 * It lies in the month in which the recording was ready. What it takes in the store is metered by
 * the day, apart from this.
 */
final class RecordingUsage {
  private RecordingUsage() {}

  /** Nothing of one of which nobody said how long it is. */
  static List<Used> of(TenantId tenant, RecordingReady ready) {
    return ready.seconds() == null ? List.of() : List.of(used(tenant, ready));
  }

  private static Used used(TenantId tenant, RecordingReady ready) {
    return new Used(
        new UsageKey(
            tenant,
            UsageKey.RECORDING,
            ready.callId() + "/" + ready.recordingId(),
            null,
            Meter.RECORDING_MINUTE),
        0,
        new Usage(
            Meter.RECORDING_MINUTE,
            null,
            ready.carrier(),
            null,
            null,
            null,
            Math.max(0, ready.seconds()),
            ready.readyAt()),
        Attribution.UNKNOWN);
  }
}
