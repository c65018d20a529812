package dev.ramal.calls.commands;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Which intent of which organization. */
@Embeddable
record CommandKey(@Column(name = "tenant") String tenant, @Column(name = "id") String id)
    implements Serializable {}
