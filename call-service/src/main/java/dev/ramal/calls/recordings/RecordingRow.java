package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.RecordingPort.RecordingHandle;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A recording: first at the carrier, then a file in our store, in the end a tombstone. */
@Entity
@Table(name = "recordings")
class RecordingRow {
  @EmbeddedId RowKey key;

  @Column(name = "call_id")
  String callId;

  String leg;

  @Convert(converter = CarrierColumn.class)
  Carrier carrier;

  @Column(name = "connection_id")
  String connectionId;

  @Column(name = "carrier_call_id")
  String carrierCallId;

  @Column(name = "carrier_session_id")
  String carrierSessionId;

  @Column(name = "carrier_recording_id")
  String carrierRecordingId;

  @Column(name = "media_url")
  String mediaUrl;

  @Column(name = "media_url_until")
  Instant mediaUrlUntil;

  @Enumerated(EnumType.STRING)
  RecordingState state;

  /** What was recorded, in the carrier's neutral word; null when it did not say. */
  String source;

  Integer seconds;

  Integer channels;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "recorded_at")
  Instant recordedAt;

  @Column(name = "stored_object")
  String storedObject;

  @Column(name = "content_type")
  String contentType;

  Long bytes;

  String sha256;

  @Column(name = "last_error")
  String lastError;

  String causation;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "ready_at")
  Instant readyAt;

  @Column(name = "erased_at")
  Instant erasedAt;

  @Column(name = "erased_by")
  String erasedBy;

  /** Whether the event said something to it as it stands. */
  boolean apply(RecordingState.Event event) {
    Optional<RecordingState> next = state.on(event);
    next.ifPresent(to -> state = to);
    return next.isPresent();
  }

  TenantId tenant() {
    return key.organization();
  }

  RecordingHandle handle() {
    return new RecordingHandle(
        carrierRecordingId,
        carrierRecordingId.equals(causation),
        carrierCallId,
        carrierSessionId,
        mediaUrl,
        mediaUrlUntil);
  }
}
