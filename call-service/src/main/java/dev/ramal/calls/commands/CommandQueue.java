package dev.ramal.calls.commands;

import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Hands intents to whoever works on them. Each claim is a transaction of its own and skips what
 * another replica holds, so that two replicas do not work on one intent; where a claim outlives its
 * lease, {@link CommandRepository} lets only the first conclusion about an attempt count.
 */
@ApplicationScoped
public class CommandQueue {
  private static final String TO_SEND =
      """
      update carrier_commands set state = 'SENDING', attempts = attempts + 1, sent_at = :now
      where (tenant, id) in (
        select tenant, id from carrier_commands
        where state = 'PENDING' and due_at <= :now
        order by due_at limit :most for update skip locked)
      returning tenant, id, call_id, kind, leg, carrier, connection_id, payload, state, attempts,
        created_at, due_at, sent_at, settled_at, result
      """;

  private static final String LEFT_BEHIND =
      """
      update carrier_commands set due_at = :lease
      where (tenant, id) in (
        select tenant, id from carrier_commands
        where state = 'SENDING' and sent_at < :before and due_at <= :now
        order by sent_at limit :most for update skip locked)
      returning tenant, id, call_id, kind, leg, carrier, connection_id, payload, state, attempts,
        created_at, due_at, sent_at, settled_at, result
      """;

  private static final String TO_ASK =
      """
      update carrier_commands set due_at = :lease
      where (tenant, id) in (
        select tenant, id from carrier_commands
        where state = 'UNKNOWN' and due_at <= :now
        order by due_at limit :most for update skip locked)
      returning tenant, id, call_id, kind, leg, carrier, connection_id, payload, state, attempts,
        created_at, due_at, sent_at, settled_at, result
      """;

  private final TenantTransactions transactions;
  private final Clock clock;

  CommandQueue(TenantTransactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Claims what may be sent and marks it SENDING before anything leaves this process. */
  public Uni<List<Command>> toSend(int most) {
    Instant now = clock.instant();
    return transactions.acrossTenants(
        "the worker sends intents of all organizations",
        session ->
            session
                .createNativeQuery(TO_SEND, CommandRow.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList()
                .map(CommandQueue::commands));
  }

  /** Claims what was being sent for so long that its process must have died. */
  public Uni<List<Command>> leftBehind(Duration longestSending, Duration lease, int most) {
    Instant now = clock.instant();
    return transactions.acrossTenants(
        "the worker finds intents that a crash left behind",
        session ->
            session
                .createNativeQuery(LEFT_BEHIND, CommandRow.class)
                .setParameter("now", now)
                .setParameter("before", now.minus(longestSending))
                .setParameter("lease", now.plus(lease))
                .setParameter("most", most)
                .getResultList()
                .map(CommandQueue::commands));
  }

  /** Claims what the carrier is to be asked about. */
  public Uni<List<Command>> toAsk(Duration lease, int most) {
    Instant now = clock.instant();
    return transactions.acrossTenants(
        "the worker asks carriers about unknown outcomes of all organizations",
        session ->
            session
                .createNativeQuery(TO_ASK, CommandRow.class)
                .setParameter("now", now)
                .setParameter("lease", now.plus(lease))
                .setParameter("most", most)
                .getResultList()
                .map(CommandQueue::commands));
  }

  private static List<Command> commands(List<CommandRow> rows) {
    return rows.stream().map(CommandRow::command).toList();
  }
}
