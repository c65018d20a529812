package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A fact at rest. Written once, never changed. */
@Entity
@Table(name = "call_facts")
class FactRow {
  @EmbeddedId FactKey key;

  String kind;

  String leg;

  @Column(name = "carrier_call_id")
  String carrierCallId;

  Instant at;

  Integer sequence;

  @Column(name = "received_at")
  Instant receivedAt;

  String data;

  static FactRow of(TenantId tenant, CallId call, Fact fact, Instant receivedAt) {
    FactRow row = new FactRow();
    row.key = new FactKey(tenant.value(), call.value(), fact.id());
    row.kind = fact.body().kind();
    row.leg = fact.leg() == null ? null : fact.leg().wire();
    row.carrierCallId = fact.carrierCallId() == null ? null : fact.carrierCallId().value();
    row.at = fact.at();
    row.sequence = fact.sequence();
    row.receivedAt = receivedAt;
    row.data = fact.body().json();
    return row;
  }

  Fact fact() {
    return new Fact(
        key.factId(),
        LegName.find(leg),
        CarrierCallId.ofNullable(carrierCallId),
        at,
        sequence,
        FactBody.read(kind, data));
  }

  /** Which fact of which call. */
  @Embeddable
  record FactKey(
      @Column(name = "tenant") String tenant,
      @Column(name = "call_id") String callId,
      @Column(name = "fact_id") String factId)
      implements Serializable {}
}
