package dev.ramal.calls.recordings;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Which recording: an id of an organization. */
@Embeddable
record RecordingKey(@Column(name = "tenant") String tenant, @Column(name = "id") String id)
    implements Serializable {}
