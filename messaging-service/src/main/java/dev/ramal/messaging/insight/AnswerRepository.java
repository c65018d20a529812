package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.lifecycle.OldMessages.Counted;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Which messages of ours were answered. */
@ApplicationScoped
class AnswerRepository {
  /**
   * The message that an answer names, else the last of ours in the thread that may have arrived. An
   * answer that opted the contact out is none. Threads of the answers are locked.
   */
  private static final String NOTE =
      """
      insert into message_answer (tenant, message_id, message_at, replied_at, opted_out_at)
      select answer.tenant, answered.id, answered.created_at,
        min(answer.at) filter (where not answer.leaving),
        min(answer.at) filter (where answer.leaving)
      from (select given.*, exists (select 1 from opt_out o where o.tenant = given.tenant
            and o.contact = given.contact and o.channel = given.channel
            and o.opted_out_at = given.at) as leaving
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
            $6::timestamptz[]) as given (tenant, thread, contact, channel, reply_to, at)) answer
      cross join lateral (
        (select m.id, m.created_at from message m
          where m.tenant = answer.tenant and m.id = answer.reply_to and m.direction = 'OUTBOUND')
        union all
        (select m.id, m.created_at from message m
          where answer.reply_to is null and m.tenant = answer.tenant
            and m.conversation_id = answer.thread and m.direction = 'OUTBOUND'
            and m.state not in ('DENIED', 'CANCELED', 'EXPIRED', 'FAILED', 'UNDELIVERED')
            and m.created_at <= answer.at
            and m.created_at > answer.at - make_interval(secs => $7::float8)
          order by m.created_at desc, m.id desc limit 1)) answered
      group by 1, 2, 3 order by 1, 2
      on conflict (tenant, message_id) do update set
        replied_at = least(message_answer.replied_at, excluded.replied_at),
        opted_out_at = least(message_answer.opted_out_at, excluded.opted_out_at)
      returning tenant, message_at
      """;

  /**
   * @param received of any organizations
   * @return the messages that were answered
   */
  Uni<List<Counted>> note(Sql sql, List<MessageDetails> received, Duration within) {
    Object[] parameters =
        Columns.of(received)
            .text(MessageDetails::tenant)
            .text(MessageDetails::conversationId)
            .text(MessageDetails::from)
            .text(message -> message.channel().name())
            .text(MessageDetails::replyTo)
            .instant(MessageDetails::createdAt)
            .scalar((double) within.toSeconds())
            .parameters();
    return sql.query(NOTE, parameters)
        .map(rows -> rows.stream().map(AnswerRepository::counted).toList());
  }

  private static Counted counted(SqlRow row) {
    return new Counted(TenantId.of(row.text(0)), row.instant(1));
  }
}
