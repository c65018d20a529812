package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.Fact;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.SqlRow;
import java.util.List;

/** The columns of the table {@code calls}, in one order for reading and for writing. */
final class CallColumns {
  /** Tenant and id come first. */
  static final String SELECT =
      """
      select tenant, id, revision, agent_id, agent_name, agent_address, direction, from_number,
        to_number, contact_id, deal_id, campaign_id, priority, carrier, connection_id, record,
        estimated_amount, estimated_currency, notes, disposition, requested_at\
      """;

  /**
   * An upsert finds each row by its key, whatever the planner thinks of the size of the set. What
   * never changes is only written once; the way of a call does when another carrier takes it.
   * Returns a row for each call that was stored: a new one, which alone has a destination here, is
   * not written over a call that another transaction has begun meanwhile.
   */
  static final String UPSERT =
      """
      insert into calls as c (tenant, id, revision, agent_id, agent_name, agent_address, direction,
        from_number, to_number, contact_id, deal_id, campaign_id, priority, carrier, connection_id,
        record, estimated_amount, estimated_currency, notes, disposition, requested_at,
        status, answered_at, ended_at, ring_seconds, talk_seconds, cause, hung_up_by,
        destination_class, lead_call_id, news_at, checked_at, cost_amount, cost_currency,
        coming_agent_id, version)
      select tenant, id, revision, agent_id, agent_name, agent_address, direction,
        from_number, to_number, contact_id, deal_id, campaign_id, priority, carrier, connection_id,
        record, cast(estimated_amount as numeric), estimated_currency, notes, disposition,
        requested_at, status, answered_at, ended_at, ring_seconds, talk_seconds, cause, hung_up_by,
        destination_class, lead_call_id, now_at, now_at, cast(cost_amount as numeric),
        cost_currency, coming_agent_id, 0
      from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::int[], $14::text[],
        $15::text[], $16::boolean[], $17::text[], $18::text[], $19::text[], $20::text[],
        $21::timestamptz[], $22::text[], $23::timestamptz[], $24::timestamptz[], $25::int[],
        $26::int[], $27::text[], $28::text[], $29::text[], $30::text[],
        $31::timestamptz[], $32::text[], $33::text[], $34::text[]) as given (tenant, id, revision,
        agent_id, agent_name, agent_address, direction, from_number, to_number, contact_id,
        deal_id, campaign_id, priority, carrier, connection_id, record, estimated_amount,
        estimated_currency, notes, disposition, requested_at, status, answered_at, ended_at,
        ring_seconds, talk_seconds, cause, hung_up_by, destination_class, lead_call_id, now_at,
        cost_amount, cost_currency, coming_agent_id)
      on conflict (tenant, id) do update set revision = excluded.revision,
        requested_at = excluded.requested_at, agent_id = excluded.agent_id,
        agent_name = excluded.agent_name, agent_address = excluded.agent_address,
        from_number = excluded.from_number, carrier = excluded.carrier,
        connection_id = excluded.connection_id, estimated_amount = excluded.estimated_amount,
        estimated_currency = excluded.estimated_currency, campaign_id = excluded.campaign_id,
        notes = excluded.notes,
        disposition = excluded.disposition, status = excluded.status,
        answered_at = excluded.answered_at, ended_at = excluded.ended_at,
        ring_seconds = excluded.ring_seconds, talk_seconds = excluded.talk_seconds,
        cause = excluded.cause, hung_up_by = excluded.hung_up_by,
        lead_call_id = coalesce(excluded.lead_call_id, c.lead_call_id),
        news_at = excluded.news_at, checked_at = excluded.checked_at,
        cost_amount = excluded.cost_amount, cost_currency = excluded.cost_currency,
        coming_agent_id = excluded.coming_agent_id,
        version = c.version + 1
      where excluded.destination_class = ''
      returning 1
      """;

  private static final CarrierColumn CARRIER = new CarrierColumn();

  private CallColumns() {}

  static Object[] parameters(List<CallRow> rows) {
    return Columns.of(rows)
        .text(row -> row.key.tenant())
        .text(row -> row.key.id())
        .integer(row -> row.revision)
        .text(row -> row.agentId)
        .text(row -> row.agentName)
        .text(row -> row.agentAddress)
        .text(row -> row.direction)
        .text(row -> row.from)
        .text(row -> row.to)
        .text(row -> row.contactId)
        .text(row -> row.dealId)
        .text(row -> row.campaignId)
        .integer(row -> row.priority)
        .text(row -> CARRIER.convertToDatabaseColumn(row.carrier))
        .text(row -> row.connectionId)
        .bool(row -> row.record)
        .text(row -> row.estimatedAmount)
        .text(row -> row.estimatedCurrency)
        .text(row -> row.notes)
        .text(row -> row.disposition)
        .instant(row -> row.requestedAt)
        .text(row -> row.status)
        .instant(row -> row.answeredAt)
        .instant(row -> row.endedAt)
        .integer(row -> row.ringSeconds)
        .integer(row -> row.talkSeconds)
        .text(row -> row.cause)
        .text(row -> row.hungUpBy)
        .text(row -> row.destinationClass)
        .text(row -> row.leadCallId)
        .instant(row -> row.checkedAt)
        .text(row -> row.costAmount)
        .text(row -> row.costCurrency)
        .text(row -> row.comingAgentId)
        .parameters();
  }

  static Call call(SqlRow row, CallRef key, List<Fact> facts) {
    CallDetails details =
        new CallDetails(
            row.text(3),
            row.text(4),
            row.text(5),
            Direction.valueOf(row.text(6)),
            row.text(7),
            row.text(8),
            row.text(9),
            row.text(10),
            row.text(11),
            row.integer(12),
            CARRIER.convertToEntityAttribute(row.text(13)),
            ConnectionId.ofNullable(row.text(14)),
            row.bool(15),
            row.decimal(16) == null ? null : new Money(row.decimal(16), row.text(17)),
            row.text(18),
            row.text(19),
            row.instant(20));
    return new Call(key.id(), key.tenant(), details, facts, row.integer(2));
  }
}
