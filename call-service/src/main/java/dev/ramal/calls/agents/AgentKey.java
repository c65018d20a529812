package dev.ramal.calls.agents;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Which agent: a user of an organization. */
@Embeddable
record AgentKey(@Column(name = "tenant") String tenant, @Column(name = "user_id") String userId)
    implements Serializable {}
