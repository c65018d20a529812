package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.TranscriptReady;
import java.util.List;

/**
 * What a transcript used: one usage of each recording that was written down, however often it is
 * told, counted in the recording's seconds. It lies in the month in which the transcript was ready.
 */
final class TranscriptUsage {
  private TranscriptUsage() {}

  /** Nothing of one of which nobody said how long it is. */
  static List<Used> of(TenantId tenant, TranscriptReady ready) {
    return ready.seconds() == null ? List.of() : List.of(used(tenant, ready));
  }

  private static Used used(TenantId tenant, TranscriptReady ready) {
    return new Used(
        new UsageKey(
            tenant,
            UsageKey.RECORDING,
            ready.callId() + "/" + ready.recordingId(),
            null,
            Meter.TRANSCRIPTION_MINUTE),
        0,
        new Usage(
            Meter.TRANSCRIPTION_MINUTE,
            null,
            ready.carrier(),
            null,
            null,
            null,
            Math.max(0, ready.seconds()),
            ready.readyAt()),
        new Attribution(ready.agentId(), ready.agentName(), ready.contactId(), ready.campaignId()));
  }
}
