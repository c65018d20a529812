package dev.ramal.calls.recordings;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What another room makes of recordings. Each bean of this type is told; what it makes lives as
 * long as the recording and no longer.
 */
public interface RecordingStep {

  /**
   * A recording that is kept. Its shape is stored.
   *
   * @param carrierRecordingId the carrier's id
   * @param source call, conference, voicemail or trunk; null when the carrier did not say
   * @param seconds null when nobody said
   * @param channels null when nobody said
   * @param storedObject key in our store; null while it lies at the carrier alone
   */
  record Recorded(
      TenantId tenant,
      String recordingId,
      String callId,
      Carrier carrier,
      String connectionId,
      String carrierRecordingId,
      String source,
      Integer seconds,
      Integer channels,
      String storedObject,
      String contentType) {
    public RowKey key() {
      return RowKey.of(tenant, recordingId);
    }
  }

  /** It is kept from now on; inside the transaction that says so. */
  Uni<Void> kept(Sql sql, Recorded recording);

  /**
   * They are to go: nothing that was made of them is shown from now on; inside the transaction that
   * says so, perhaps of several organizations.
   */
  Uni<Void> toGo(Sql sql, List<RowKey> recordings);

  /**
   * Erases what was made of it, here and elsewhere, before the recording itself is told to be
   * erased. May be repeated; fails where something could not be reached, and is repeated then.
   */
  Uni<Void> erase(Recorded recording);
}
