package dev.ramal.calls.live;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Which event of which organization. */
@Embeddable
record TimelineKey(
    @Column(name = "tenant") String tenant, @Column(name = "event_id") String eventId)
    implements Serializable {}
