package dev.ramal.messaging.lifecycle;

import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The statements on messages, each for any number of them.
 *
 * <p>Keys come sorted and are looked up one after the other ({@code lateral}), so that two
 * transactions that lock the same messages wait for each other instead of deadlocking, and so that
 * no statistics lead to a scan of the table.
 */
final class MessageStatements {
  private static final String COLUMNS = MessageRow.columns();

  static final String LOCK =
      """
      select m.* from unnest($1::text[], $2::text[]) as wanted (tenant, id)
      cross join lateral (select %s from message
        where tenant = wanted.tenant and id = wanted.id for update) m
      """
          .formatted(COLUMNS);

  /** The same of those that nobody else holds. */
  static final String LOCK_FREE = LOCK.replace("for update", "for update skip locked");

  /** Oldest first; rows that another replica holds are skipped. */
  static final String TAKE_DUE_POLLS =
      """
      update message m set ask_at = null
      from (select tenant, id from message where ask_at <= $1 order by ask_at limit $2::int
        for update skip locked) due
      where m.tenant = due.tenant and m.id = due.id
      returning m.tenant, m.id, m.connection_id, m.state
      """;

  /**
   * Those that came to an end, or to us, without a price, and about which nobody is to ask any
   * more. Of those about which their carrier answers no more: whose, which carrier, how many, and
   * one of them.
   */
  static final String ASK_PRICES_AGAIN =
      """
      with due as (
        select priceless.tenant, priceless.id, priceless.carrier,
          coalesce(priceless.taken_at + make_interval(secs => seconds) > $3, true) as answered
        from unnest($1::text[], $2::text[]) as wanted (tenant, id)
        cross join lateral (select tenant, id, carrier,
            coalesce(handed_over_at, created_at) as taken_at
          from message
          where tenant = wanted.tenant and id = wanted.id and cost_amount is null
            and carrier_message_id is not null and ask_at is null
            and state in ('UNCONFIRMED', 'CANCELED', 'EXPIRED', 'FAILED', 'UNDELIVERED',
              'DELIVERED', 'READ', 'RECEIVED')
          for update) priceless
        left join unnest($4::text[], $5::float8[]) as answering (carrier, seconds)
          on answering.carrier = priceless.carrier),
      asked as (
        update message m set ask_at = $3, questions = 0
        from due
        where due.answered and m.tenant = due.tenant and m.id = due.id)
      select tenant, carrier, count(*)::int, min(id) from due where not answered
      group by tenant, carrier
      """;

  static final String FIND_BY_CARRIER_ID =
      """
      select wanted.*, m.id
      from unnest($1::text[], $2::text[], $3::text[]) as wanted (tenant, carrier, carrier_id)
      cross join lateral (select id from message where tenant = wanted.tenant
        and carrier = wanted.carrier and carrier_message_id = wanted.carrier_id limit 1) m
      """;

  /**
   * A message that is there is one that was locked: of its details only the content changes, and
   * the account that it goes through until one has taken it.
   */
  static final String WRITE =
      """
      insert into message (%1$s)
      select tenant, id, conversation_id, direction, channel, from_number, to_number, body, media,
        reply_to, carrier, connection_id, author_id, author_name, contact_id, created_at,
        state, carrier_message_id, segments, sent_at, delivered_at, read_at, failed_at,
        failure_code, failure_reason, cast(cost_amount as numeric), cost_currency,
        attempts, handed_over_at, questions, ask_at, content, owner_id, reply_inferred,
        leaves_at, campaign_id, template_id, template_version, template_variant, approved_text,
        send_at, going_since
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
        $14::text[], $15::text[], $16::timestamptz[], $17::text[], $18::text[], $19::int[],
        $20::timestamptz[], $21::timestamptz[], $22::timestamptz[], $23::timestamptz[],
        $24::text[], $25::text[], $26::text[], $27::text[], $28::int[], $29::timestamptz[],
        $30::int[], $31::timestamptz[], $32::text[], $33::text[], $34::boolean[],
        $35::timestamptz[], $36::text[], $37::text[], $38::int[], $39::text[], $40::text[],
        $41::timestamptz[], $42::timestamptz[])
        as given (%1$s)
      on conflict (tenant, id) do update set state = excluded.state,
        carrier = excluded.carrier, connection_id = excluded.connection_id,
        from_number = excluded.from_number,
        carrier_message_id = excluded.carrier_message_id, segments = excluded.segments,
        sent_at = excluded.sent_at, delivered_at = excluded.delivered_at,
        read_at = excluded.read_at, failed_at = excluded.failed_at,
        failure_code = excluded.failure_code, failure_reason = excluded.failure_reason,
        cost_amount = excluded.cost_amount, cost_currency = excluded.cost_currency,
        attempts = excluded.attempts, handed_over_at = excluded.handed_over_at,
        questions = excluded.questions, ask_at = excluded.ask_at, content = excluded.content,
        leaves_at = excluded.leaves_at, going_since = excluded.going_since
      """
          .formatted(COLUMNS);

  /** Who may see a message follows from who owns its thread. Locked in the order of all sets. */
  static final String OWN =
      """
      update message set owner_id = $3
      where tenant = $1 and id = any(array(select id from message
        where tenant = $1 and conversation_id = $2 and owner_id is distinct from $3
        order by id collate "C" for no key update))
      """;

  /** The same of many threads. */
  static final String OWN_ALL =
      """
      update message m set owner_id = given.owner_id
      from unnest($1::text[], $2::text[], $3::text[]) as given (tenant, thread, owner_id)
      where m.tenant = given.tenant and m.conversation_id = given.thread
        and m.owner_id is distinct from given.owner_id
      """;

  /**
   * What was sent last in a thread, before something came: one that is known not to have reached
   * the contact is not what they answer. When it left counts, not when it was asked for: that may
   * be 35 days before, and some hours more that were not suitable.
   */
  static final String LAST_SENT =
      """
      select wanted.tenant, wanted.thread, wanted.at, last.id
      from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[])
        as wanted (tenant, thread, at, since)
      cross join lateral (select id from message
        where tenant = wanted.tenant and conversation_id = wanted.thread
          and created_at <= wanted.at and created_at >= wanted.since - interval '40 days'
          and direction = 'OUTBOUND'
          and state in ('SENDING_UNKNOWN', 'SENDING', 'SENT', 'UNCONFIRMED', 'DELIVERED', 'READ')
          and coalesce(handed_over_at, sent_at, created_at) between wanted.since and wanted.at
        order by coalesce(handed_over_at, sent_at, created_at) desc, id desc limit 1) last
      """;

  /** Of a contact's messages in a thread, those behind a certain one. */
  static final String INBOUND_AFTER =
      """
      select (select count(*) from message m where m.tenant = $1 and m.conversation_id = $2
          and m.direction = 'INBOUND' and (m.created_at, m.id) > (read.created_at, read.id))
      from message read where tenant = $1 and conversation_id = $2 and id = $3
      """;

  /** Of a file that a message came with; its place in the list is a text to Postgres. */
  static final String KEEP_MEDIA =
      """
      update message set media = jsonb_set(jsonb_set(jsonb_set(media::jsonb,
        array[$3, 'bytes'], to_jsonb($4::bigint)), array[$3, 'sha256'], to_jsonb($5::text)),
        array[$3, 'contentType'], to_jsonb($6::text))::text
      where tenant = $1 and id = $2 and media is not null
      """;

  /** Locked in the order of all sets. */
  static final String MOVE =
      """
      update message set conversation_id = $3
      where tenant = $1 and id = any(array(select id from message
        where tenant = $1 and conversation_id = $2 order by id collate "C" for no key update))
      """;

  private MessageStatements() {}

  static Object[] ofKeys(Collection<RowKey> keys) {
    List<RowKey> sorted =
        keys.stream()
            .distinct()
            .sorted(Comparator.comparing(RowKey::tenant).thenComparing(RowKey::id))
            .toList();
    return Columns.of(sorted).text(RowKey::tenant).text(RowKey::id).parameters();
  }

  static Object[] ofCarrierIds(Collection<CarriersMessage> ids) {
    return Columns.of(ids.stream().distinct().toList())
        .text(CarriersMessage::tenant)
        .text(wanted -> wanted.carrier().name())
        .text(CarriersMessage::id)
        .parameters();
  }

  static Object[] ofHeard(Collection<Heard> heard, Duration within) {
    return Columns.of(List.copyOf(heard))
        .text(Heard::tenant)
        .text(Heard::thread)
        .instant(Heard::at)
        .instant(one -> one.at().minus(within))
        .parameters();
  }

  static Object[] ofRows(Collection<MessageRow> rows) {
    return Columns.of(List.copyOf(rows))
        .text(row -> row.key.tenant())
        .text(row -> row.key.id())
        .text(row -> row.details.conversationId())
        .text(row -> row.details.direction())
        .text(row -> row.details.channel())
        .text(row -> row.details.from())
        .text(row -> row.details.to())
        .text(row -> row.details.body())
        .text(row -> row.details.media())
        .text(row -> row.details.replyTo())
        .text(row -> row.details.carrier().name())
        .text(row -> row.details.connectionId())
        .text(row -> row.details.authorId())
        .text(row -> row.details.authorName())
        .text(row -> row.details.contactId())
        .instant(row -> row.details.createdAt())
        .text(row -> row.progress.state().name())
        .text(row -> row.progress.carrierMessageId())
        .integer(row -> row.progress.segments())
        .instant(row -> row.progress.sentAt())
        .instant(row -> row.progress.deliveredAt())
        .instant(row -> row.progress.readAt())
        .instant(row -> row.progress.failedAt())
        .text(row -> row.progress.failureCode())
        .text(row -> row.progress.failureReason())
        .text(row -> plain(row))
        .text(row -> row.progress.costCurrency())
        .integer(row -> row.attempts)
        .instant(row -> row.submittedAt)
        .integer(row -> row.polls)
        .instant(row -> row.pollAt)
        .text(row -> row.details.content())
        .text(row -> row.ownerId)
        .bool(row -> row.details.replyInferred())
        .instant(row -> row.progress.leavesAt())
        .text(row -> row.purpose.campaignId())
        .text(row -> row.purpose.templateId())
        .integer(row -> row.purpose.templateVersion())
        .text(row -> row.purpose.templateVariant())
        .text(row -> row.purpose.approvedText())
        .instant(row -> row.details.sendAt())
        .instant(row -> row.goingSince)
        .parameters();
  }

  private static String plain(MessageRow row) {
    return row.progress.costAmount() == null ? null : row.progress.costAmount().toPlainString();
  }
}
