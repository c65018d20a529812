package dev.ramal.calls.connections;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Which connection: an id of an organization. */
@Embeddable
record ConnectionKey(@Column(name = "tenant") String tenant, @Column(name = "id") String id)
    implements Serializable {}
