package dev.ramal.calls.permission;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Verdicts, each with all that it was judged on. */
@ApplicationScoped
public class Verdicts {
  private static final String ADD =
      """
      insert into permission_verdicts (tenant, call_id, at, allowed, input, verdict)
      values ($1, $2, $3, $4, $5, $6)
      """;

  private static final String OF_CALL =
      "select input, verdict from permission_verdicts where tenant = $1 and call_id = $2";

  /**
   * A stored verdict.
   *
   * @param input what it was judged on
   */
  public record Kept(PermissionInput input, Verdict verdict) {}

  /** With the commit of the call that it is about. */
  public void add(
      SqlTransaction sql, TenantId tenant, String call, PermissionInput input, Verdict verdict) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(call)
            .scalar(verdict.at())
            .scalar(verdict.allowed())
            .scalar(EventJson.write(input))
            .scalar(EventJson.write(verdict))
            .parameters();
    sql.withCommit(sql.query(ADD, parameters));
  }

  /** Empty for a call that nobody judged: an inbound one, or one of before. */
  public Uni<Optional<Kept>> of(Sql sql, TenantId tenant, String call) {
    return sql.query(OF_CALL, tenant.value(), call)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Kept(
                                EventJson.read(row.text(0), PermissionInput.class),
                                EventJson.read(row.text(1), Verdict.class))));
  }
}
