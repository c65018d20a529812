package dev.ramal.messaging.insight;

import dev.ramal.messaging.message.MessageState;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The statements by which messages are summed. */
final class MessageInsightSql {
  /** Names stand in the text: what is called off is no failure. */
  static final String FAILED =
      "state in ("
          + Arrays.stream(MessageState.values())
              .filter(MessageState::isFailure)
              .filter(state -> state != MessageState.CANCELED)
              .map(state -> "'" + state.name() + "'")
              .collect(Collectors.joining(", "))
          + ")";

  /** A template, a version of it and a variant of that; stored. Nobody asks for it as a group. */
  static final String VARIANT = "VARIANT";

  private static final String VARIANT_VALUE =
      "template_id || ' ' || template_version || ' ' || template_variant";

  private static final String CODE =
      "case when " + FAILED + " then coalesce(failure_code, '') else '' end";

  private static final String SUMS =
      """
      count(*), count(sent_at), count(delivered_at), count(read_at), count(*) filter (where %s),
        count(replied_at), count(opted_out_at), sum(cost_amount)\
      """
          .formatted(FAILED);

  private static final String COLUMNS =
      """
      m.template_id, m.template_version, m.template_variant, m.campaign_id, m.author_id, m.carrier, m.channel, m.created_at, m.state,
        m.sent_at, m.delivered_at, m.read_at, m.failure_code, m.cost_amount, m.cost_currency,
        a.replied_at, a.opted_out_at\
      """;

  /**
   * Messages of the times that no day is kept of; $4 is null for everybody's. The fence keeps each
   * time a range of the index, whatever the planner thinks of how many there are.
   */
  private static final String OF_MESSAGES =
      "select %s as value, coalesce(cost_currency, ''), "
          + CODE
          + ", "
          + SUMS
          + """

          from unnest($2::timestamptz[], $3::timestamptz[]) as span (begin, until)
          cross join lateral (
            select\
          """
          + " "
          + COLUMNS
          + """

            from message m
            left join message_answer a on a.tenant = m.tenant and a.message_id = m.id
            where m.tenant = $1 and m.created_at >= span.begin and m.created_at < span.until
              and m.direction = 'OUTBOUND' and (m.author_id = $4 or $4::text is null)
            offset 0) c
          group by 1, 2, 3
          """;

  /** The same of one agent, by the index of what they wrote. */
  private static final String OF_AGENT =
      OF_MESSAGES.replace("(m.author_id = $4 or $4::text is null)", "m.author_id = $4");

  static final String OF_DAYS =
      """
      select value, currency, code, sum(messages)::bigint, sum(sent)::bigint,
        sum(delivered)::bigint, sum(read)::bigint, sum(failed)::bigint, sum(replied)::bigint,
        sum(opted_out)::bigint, sum(cost)
      from message_days
      where tenant = $1 and dimension = $2 and day = any($3::text[]::date[])
      group by 1, 2, 3
      """;

  /** One pass over the day's messages for all groups. */
  static final String KEEP_DAY =
      "insert into message_days (tenant, day, dimension, value, currency, code, messages, sent,"
          + " delivered, read, failed, replied, opted_out, cost) select $1, ($2::text)::date,"
          + " split.dimension, split.value, coalesce(cost_currency, ''), "
          + CODE
          + ", "
          + SUMS
          + " from (select "
          + COLUMNS
          + """
           from message m
            left join message_answer a on a.tenant = m.tenant and a.message_id = m.id
            where m.tenant = $1 and m.created_at >= $3 and m.created_at < $4
              and m.direction = 'OUTBOUND') c
          cross join lateral (values \
          """
          + Arrays.stream(MessageInsightGroup.values())
              .map(group -> "('" + group.name() + "', " + group.value() + ")")
              .collect(Collectors.joining(", "))
          + ", ('"
          + VARIANT
          + "', "
          + VARIANT_VALUE
          + ")) as split (dimension, value) where value is not null group by 3, 4, 5, 6";

  private MessageInsightSql() {}

  static String ofMessages(MessageInsightGroup group) {
    return OF_MESSAGES.formatted(group.value());
  }

  static String ofAgent(MessageInsightGroup group) {
    return OF_AGENT.formatted(group.value());
  }
}
