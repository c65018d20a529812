package dev.ramal.calls.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Which fact of which call. */
@Embeddable
record FactKey(
    @Column(name = "tenant") String tenant,
    @Column(name = "call_id") String callId,
    @Column(name = "fact_id") String factId)
    implements Serializable {}
