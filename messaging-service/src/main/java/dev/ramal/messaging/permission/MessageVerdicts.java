package dev.ramal.messaging.permission;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Verdicts, each with all that it was judged on. */
@ApplicationScoped
public class MessageVerdicts {
  private static final String ADD =
      """
      insert into message_verdict (tenant, message_id, at, decision, input, verdict)
      select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[],
        $6::text[])
      on conflict (tenant, message_id, at) do nothing
      """;

  private static final String OF_MESSAGE =
      """
      select input, verdict from message_verdict where tenant = $1 and message_id = $2
      order by at desc limit 1
      """;

  /**
   * A stored verdict.
   *
   * @param input what it was judged on
   */
  public record Kept(MessagePermissionInput input, MessageVerdict verdict) {}

  /** A verdict to be stored with its message. */
  public record NewVerdict(TenantId tenant, String message, Kept kept) {}

  /** With one statement; they may be of several organizations. */
  public Uni<Void> addAll(Sql sql, List<NewVerdict> verdicts) {
    return verdicts.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(
                ADD,
                Columns.of(verdicts)
                    .text(NewVerdict::tenant)
                    .text(NewVerdict::message)
                    .instant(added -> added.kept().verdict().at())
                    .text(added -> added.kept().verdict().decision().name())
                    .text(added -> EventJson.write(added.kept().input()))
                    .text(added -> EventJson.write(added.kept().verdict()))
                    .parameters())
            .replaceWithVoid();
  }

  /** The last of a message; empty for one that nobody judged: an inbound one, or one of before. */
  public Uni<Optional<Kept>> of(Sql sql, TenantId tenant, String message) {
    return sql.query(OF_MESSAGE, tenant.value(), message)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Kept(
                                EventJson.read(row.text(0), MessagePermissionInput.class),
                                EventJson.read(row.text(1), MessageVerdict.class))));
  }
}
