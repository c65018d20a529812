package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.RecordingPort.Place;
import dev.ramal.calls.carrier.RecordingPort.RecordingHandle;
import dev.ramal.calls.recordings.FetchRecordings.Fetched;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * A recording: first at the carrier, then a file in our store, in the end a tombstone. Read and
 * written by {@link RecordingRepository}.
 */
@Entity
@Table(name = "recordings")
class RecordingRow {
  /** As {@link #read} takes them. */
  static final String COLUMNS =
      """
      tenant, id, call_id, leg, carrier, connection_id, carrier_call_id, carrier_session_id,
        carrier_recording_id, media_url, media_url_until, state, source, seconds, channels,
        started_at, recorded_at, stored_object, content_type, bytes, sha256, last_error, causation,
        created_at, ready_at, erased_at, erased_by, erase_reason, at_carrier\
      """;

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

  /** {@code person} or {@code retention}; null before, and of older rows. */
  @Column(name = "erase_reason")
  String eraseReason;

  /** What the carrier said when it was to erase it; null before, and of older rows. */
  @Column(name = "at_carrier")
  String atCarrier;

  /** From {@link #COLUMNS}. */
  static RecordingRow read(SqlRow columns) {
    RecordingRow row = new RecordingRow();
    row.key = new RowKey(columns.text(0), columns.text(1));
    row.callId = columns.text(2);
    row.leg = columns.text(3);
    row.carrier = Carrier.of(columns.text(4));
    row.connectionId = columns.text(5);
    row.carrierCallId = columns.text(6);
    row.carrierSessionId = columns.text(7);
    row.carrierRecordingId = columns.text(8);
    row.mediaUrl = columns.text(9);
    row.mediaUrlUntil = columns.instant(10);
    row.state = RecordingState.valueOf(columns.text(11));
    row.source = columns.text(12);
    row.seconds = columns.integer(13);
    row.channels = columns.integer(14);
    row.startedAt = columns.instant(15);
    row.recordedAt = columns.instant(16);
    row.storedObject = columns.text(17);
    row.contentType = columns.text(18);
    row.bytes = columns.bigint(19);
    row.sha256 = columns.text(20);
    row.lastError = columns.text(21);
    row.causation = columns.text(22);
    row.createdAt = columns.instant(23);
    row.readyAt = columns.instant(24);
    row.erasedAt = columns.instant(25);
    row.erasedBy = columns.text(26);
    row.eraseReason = columns.text(27);
    row.atCarrier = columns.text(28);
    return row;
  }

  /** Whether the event said something to it as it stands. */
  boolean apply(RecordingState.Event event) {
    Optional<RecordingState> next = state.on(event);
    next.ifPresent(to -> state = to);
    return next.isPresent();
  }

  /** What was fetched lies in our store. */
  void keep(Fetched fetched, Instant now) {
    Place.At place = fetched.place();
    storedObject = fetched.kept().key();
    contentType = place.contentType();
    bytes = fetched.kept().bytes();
    sha256 = fetched.kept().sha256();
    seconds = seconds == null ? place.seconds() : seconds;
    channels = channels == null ? place.channels() : channels;
    readyAt = now;
    lastError = null;
    mediaUrl = null;
  }

  /** What is told of one that is kept. */
  RecordingReady ready(String playerPath) {
    return new RecordingReady(
        callId,
        key.id(),
        carrierRecordingId,
        carrier,
        storedObject,
        contentType,
        seconds,
        bytes,
        channels,
        "/api/recordings/" + key.id() + "/media",
        playerPath,
        readyAt,
        endedAt());
  }

  /** By the carrier's times, where it tells them: nothing depends on when we heard of it. */
  private Instant endedAt() {
    return startedAt == null || seconds == null ? recordedAt : startedAt.plusSeconds(seconds);
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
