package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.lifecycle.OldMessages.Counted;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Which messages of ours were answered. */
@ApplicationScoped
class AnswerRepository {
  /** An answer that opted the contact out is none. Threads of the answers are locked. */
  private static final String NOTE =
      """
      insert into message_answer (tenant, message_id, message_at, replied_at, opted_out_at)
      select answer.tenant, answered.id, answered.created_at,
        min(answer.at) filter (where not answer.leaving),
        min(answer.at) filter (where answer.leaving)
      from unnest($1::text[], $2::text[], $3::timestamptz[], $4::boolean[])
        as answer (tenant, reply_to, at, leaving)
      cross join lateral (select m.id, m.created_at from message m
        where m.tenant = answer.tenant and m.id = answer.reply_to
          and m.direction = 'OUTBOUND') answered
      group by 1, 2, 3 order by 1, 2
      on conflict (tenant, message_id) do update set
        replied_at = least(message_answer.replied_at, excluded.replied_at),
        opted_out_at = least(message_answer.opted_out_at, excluded.opted_out_at)
      returning tenant, message_at
      """;

  /**
   * @param answers of any organizations, each tied to what it answers
   * @param leaving ids of those that opted the contact out
   * @return the messages that were answered
   */
  Uni<List<Counted>> note(Sql sql, List<MessageDetails> answers, Set<MessageId> leaving) {
    Object[] parameters =
        Columns.of(answers)
            .text(MessageDetails::tenant)
            .text(message -> message.replyTo().message())
            .instant(MessageDetails::createdAt)
            .bool(message -> leaving.contains(message.id()))
            .parameters();
    return sql.query(NOTE, parameters)
        .map(rows -> rows.stream().map(AnswerRepository::counted).toList());
  }

  private static Counted counted(SqlRow row) {
    return new Counted(TenantId.of(row.text(0)), row.instant(1));
  }
}
