package dev.ramal.calls.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** Tells whether calls went through an account. */
public interface ConnectionUse {
  /**
   * @param since when the account was entered
   * @param longest how long the look through the organization's calls may take
   */
  Uni<Boolean> isUsed(
      Sql sql, TenantId tenant, String connectionId, Instant since, Duration longest);
}
