package dev.ramal.calls.lifecycle;

import dev.ramal.calls.live.CallTimeline.NewEntry;
import dev.ramal.kit.outbox.OutboxEntry;

/** An event for the platform and its entry in the timeline. */
public record PublishedEvent(OutboxEntry entry, NewEntry told) {}
