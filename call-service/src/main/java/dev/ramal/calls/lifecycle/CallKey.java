package dev.ramal.calls.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Which call: an id of an organization. */
@Embeddable
public record CallKey(@Column(name = "tenant") String tenant, @Column(name = "id") String id)
    implements Serializable {}
