package dev.ramal.messaging.lifecycle;

import dev.ramal.events.TenantId;
import java.time.Instant;

/** Something came in a thread. */
public record Heard(TenantId tenant, String thread, Instant at) {}
