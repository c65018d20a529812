package dev.ramal.messaging.deadletters;

import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What was sent again: the audit of redrives, and what became of their letters. */
@ApplicationScoped
class RedriveRepository {
  private static final String KEEP =
      "insert into redrive ("
          + Redrive.COLUMNS
          + ") values ($1, $2, $3, $4, $5, $6, $7::boolean, $8::int, $9::int, $10::int, $11,"
          + " $12)";

  private static final String FIND =
      "select"
          + Redrive.COLUMNS
          + "from redrive where ($1::text is null or tenant = $1) and id = $2";

  /** A record that is in the outbox has not left; there are few, and no index is worth them. */
  private static final String PROGRESS =
      """
      select (select count(*) from outbox where headers like $2),
        (select count(*) from dead_letter where came_of = $1)
      """;

  private static final String LETTERS =
      """
      select tenant, id, event_id, type, source_topic, source_partition, source_offset, dead_at
      from dead_letter where redrive = $1
      """;

  Uni<Void> keep(Sql sql, Redrive redrive) {
    Object[] row =
        Columns.of(List.of())
            .scalar(redrive.tenant().value())
            .scalar(redrive.id())
            .scalar(redrive.scope())
            .scalar(redrive.topic())
            .scalar(redrive.fingerprint())
            .scalar(redrive.patch())
            .scalar(redrive.appliedNowhere())
            .scalar(redrive.quota())
            .scalar(redrive.letters())
            .scalar(redrive.gone())
            .scalar(redrive.by())
            .scalar(redrive.createdAt())
            .parameters();
    return sql.query(KEEP, row).replaceWithVoid();
  }

  Uni<Optional<Redrive>> find(Sql sql, Reach reach, String id) {
    return sql.query(FIND, reach.word(), id)
        .map(rows -> rows.stream().findFirst().map(Redrive::of));
  }

  /** Those of an organization, or, for the operator's people who name none, of all. */
  Uni<List<Redrive>> list(Sql sql, Reach reach, Cursor behind, int most) {
    return ListStatement.of("select" + Redrive.COLUMNS + "from redrive where true")
        .and("tenant = ?", reach.word())
        .newestFirst("created_at", "id", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(Redrive::of).toList());
  }

  /** Of a redrive that was found: how many have not left yet, and how many have died again. */
  Uni<RedriveProgress> progress(Sql sql, Redrive redrive) {
    String named = "%\"" + LetterRow.REDRIVE + "\":\"" + redrive.id() + "\"%";
    return sql.query(PROGRESS, redrive.id(), named)
        .map(rows -> new RedriveProgress(rows.get(0).bigint(0), rows.get(0).bigint(1)));
  }

  /** Its letters, the last that died first. */
  Uni<List<SqlRow>> letters(Sql sql, Redrive redrive, Cursor behind, int most) {
    return ListStatement.of(LETTERS, redrive.id())
        .newestFirst("dead_at", "id", behind, most)
        .rows(sql);
  }
}
