package dev.ramal.calls.agents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;

/** Where an agent wants to be rung. */
@Entity
@Table(name = "agents")
class AgentRow {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "user_id"))
  RowKey key;

  @Enumerated(EnumType.STRING)
  Endpoint endpoint;

  String phone;

  @Column(name = "updated_at")
  Instant updatedAt;

  /** What rings when an agent is called. */
  public enum Endpoint {
    PHONE,
    SOFTPHONE;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Endpoint of(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT));
    }
  }
}
