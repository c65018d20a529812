package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.calls.TranscriptReady;
import java.time.Instant;
import java.util.List;

/**
 * The minutes of a recording, and those that were written down: one usage of each, however often it
 * is told, counted in the recording's seconds. A recording lies where it ended, however late it was
 * fetched, or where it was ready if nobody said when that was; a transcript where it was ready.
 * What a recording takes in the store is metered by the day, apart from this.
 *
 * @param seconds null where nobody said how long it is
 */
record RecordingUsage(
    Meter meter,
    String callId,
    String recordingId,
    Carrier carrier,
    Integer seconds,
    Instant at,
    Attribution by) {

  /** Nothing of one of which nobody said how long it is. */
  static List<Used> of(TenantId tenant, RecordingReady ready) {
    return new RecordingUsage(
            Meter.RECORDING_MINUTE,
            ready.callId(),
            ready.recordingId(),
            ready.carrier(),
            ready.seconds(),
            ready.recordedAt() == null ? ready.readyAt() : ready.recordedAt(),
            Attribution.UNKNOWN)
        .of(tenant);
  }

  /** Nothing of one of which nobody said how long it is. */
  static List<Used> of(TenantId tenant, TranscriptReady ready) {
    return new RecordingUsage(
            Meter.TRANSCRIPTION_MINUTE,
            ready.callId(),
            ready.recordingId(),
            ready.carrier(),
            ready.seconds(),
            ready.readyAt(),
            new Attribution(
                ready.agentId(), ready.agentName(), ready.contactId(), ready.campaignId()))
        .of(tenant);
  }

  private List<Used> of(TenantId tenant) {
    return seconds == null
        ? List.of()
        : List.of(
            new Used(
                new UsageKey(tenant, UsageKey.RECORDING, callId + "/" + recordingId, null, meter),
                0,
                new Usage(meter, null, carrier, null, null, null, Math.max(0, seconds), at),
                by));
  }
}
