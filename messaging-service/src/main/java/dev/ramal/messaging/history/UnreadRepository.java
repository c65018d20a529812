package dev.ramal.messaging.history;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Counts what nobody has read yet within what a person may see. */
@ApplicationScoped
public class UnreadRepository {
  static final String COUNT =
      """
      select count(*), coalesce(sum(unread), 0) from conversation
      where tenant = $1 and unread > 0 and ($3 or owner_id = $2 or owner_id is null)
      """;

  /** Of all threads that a person may see. */
  @Schema(name = "Unread")
  public record Unread(int conversations, int messages) {}

  public Uni<Unread> count(Sql sql, AccessScope scope) {
    return sql.query(COUNT, scope.tenant().value(), scope.userId(), scope.readsAll())
        .map(rows -> new Unread(rows.get(0).integer(0), rows.get(0).integer(1)));
  }
}
