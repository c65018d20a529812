package dev.ramal.calls.carrier;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Whether a recording that begins is to be written down, for carriers that must be told then. */
public interface TranscriptWish {

  /** In which language its carrier is to write it down; empty where it is not to. */
  Uni<Optional<String>> language(TenantId tenant);
}
