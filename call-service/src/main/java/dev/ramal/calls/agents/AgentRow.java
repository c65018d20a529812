package dev.ramal.calls.agents;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** Where an agent wants to be rung. */
@Entity
@Table(name = "agents")
class AgentRow {
  @EmbeddedId AgentKey key;

  @Enumerated(EnumType.STRING)
  Endpoint endpoint;

  String phone;

  @Column(name = "updated_at")
  Instant updatedAt;
}
