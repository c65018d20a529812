package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallResult;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A call at rest: its details, and its state in columns for queries. Read here; written by {@link
 * CallSets}.
 */
@Entity
@Table(name = "calls")
public class CallRow {
  @EmbeddedId RowKey key;

  @Enumerated(EnumType.STRING)
  CallStatus status;

  @Enumerated(EnumType.STRING)
  Direction direction;

  @Column(name = "agent_id")
  String agentId;

  @Column(name = "agent_name")
  String agentName;

  @Column(name = "agent_address")
  String agentAddress;

  /** Who is being rung to take it over; null for nobody of ours. */
  @Column(name = "coming_agent_id")
  String comingAgentId;

  @Column(name = "from_number")
  String from;

  @Column(name = "to_number")
  String to;

  @Column(name = "contact_id")
  String contactId;

  @Column(name = "deal_id")
  String dealId;

  @Column(name = "campaign_id")
  String campaignId;

  Integer priority;

  @Convert(converter = CarrierColumn.class)
  Carrier carrier;

  @Column(name = "connection_id")
  String connectionId;

  boolean record;

  @Column(name = "estimated_amount", precision = 18, scale = 6)
  BigDecimal estimatedAmount;

  @Column(name = "estimated_currency")
  String estimatedCurrency;

  /** What carriers charge for it, as far as they have told. */
  @Column(name = "cost_amount", precision = 18, scale = 6)
  BigDecimal costAmount;

  @Column(name = "cost_currency")
  String costCurrency;

  String notes;

  String disposition;

  @Column(name = "requested_at")
  Instant requestedAt;

  @Column(name = "answered_at")
  Instant answeredAt;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "ring_seconds")
  Integer ringSeconds;

  @Column(name = "talk_seconds")
  Integer talkSeconds;

  String cause;

  @Column(name = "hung_up_by")
  String hungUpBy;

  @Column(name = "destination_class")
  String destinationClass;

  @Column(name = "lead_call_id")
  String leadCallId;

  int revision;

  @Column(name = "news_at")
  Instant newsAt;

  /** When the carrier was last asked, or else when it was last heard of. */
  @Column(name = "checked_at")
  Instant checkedAt;

  /** The class of a stored call's destination is not asked for again: nothing changes it. */
  static CallRow of(CallChange change, Instant now) {
    Call call = change.call();
    CallRow row = new CallRow();
    row.key = RowKey.of(call.tenant(), call.id().value());
    row.direction = call.details().direction();
    row.destinationClass = change.isNew() ? call.details().destinationClass().word() : "";
    row.leadCallId = change.inboundHandle();
    row.takeDetails(call.details());
    row.takeState(call.state());
    row.comingAgentId = call.state().comingAgent();
    row.costAmount = call.cost().map(Money::amount).orElse(null);
    row.costCurrency = call.cost().map(Money::currency).orElse(null);
    row.revision = call.revision();
    row.newsAt = now;
    row.checkedAt = now;
    return row;
  }

  private void takeDetails(CallDetails details) {
    agentId = details.agentId();
    agentName = details.agentName();
    agentAddress = details.agentAddress();
    from = details.from();
    to = details.to();
    contactId = details.contactId();
    dealId = details.dealId();
    campaignId = details.campaignId();
    priority = details.priority();
    carrier = details.carrier();
    connectionId = text(details.connectionId());
    record = details.record();
    estimatedAmount = details.estimatedCost() == null ? null : details.estimatedCost().amount();
    estimatedCurrency = details.estimatedCost() == null ? null : details.estimatedCost().currency();
    notes = details.notes();
    disposition = details.disposition();
    requestedAt = details.requestedAt();
  }

  private void takeState(CallState state) {
    CallResult result = state.result();
    status = state.status();
    answeredAt = state.answeredAt();
    endedAt = result == null ? null : result.endedAt();
    ringSeconds = result == null ? null : result.ringSeconds();
    talkSeconds = result == null ? null : result.talkSeconds();
    cause = result == null ? null : result.cause();
    hungUpBy = result == null || result.hungUpBy() == null ? null : result.hungUpBy().wire();
    if (state.lead() != null && state.lead().carrierCallId() != null) {
      leadCallId = text(state.lead().carrierCallId());
    }
  }

  private static String text(Record id) {
    return id == null ? null : id.toString();
  }
}
