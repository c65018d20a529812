package dev.ramal.crm.connections;

import dev.ramal.crm.connections.AccessTokens.Access;
import dev.ramal.crm.connections.OrganizationCrm.RequestConfig;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.AccountRequests;
import dev.ramal.kit.jobs.AccountRequests.Draw;
import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.tenancy.GroupCommit;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The token that a request is made with, and its turn in the account's bucket: for requests of any
 * organizations that are to be made at about one time, with one transaction.
 *
 * <p>Failure policy: a set that has failed is done over, so that what is wrong with one
 * organization is nobody else's; a turn that was drawn twice is a request less.
 */
@ApplicationScoped
class RequestTurns {
  private static final int MOST = 64;

  /** Whoever cannot ask Postgres for so long fails. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SqlTransactions transactions;
  private final AccessTokens tokens;
  private final AccountRequests requests;
  private final Duration longestWait;
  private final GroupCommit<TenantId, Entry> sets;

  RequestTurns(
      SqlTransactions transactions,
      AccessTokens tokens,
      AccountRequests requests,
      RequestConfig config) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.requests = requests;
    this.longestWait = config.longestWait();
    this.sets =
        new GroupCommit<>(MOST, PATIENCE, null, tenant -> tenant, failure -> true, this::drawAll);
  }

  /**
   * What a request may be made with.
   *
   * @param access null where there is no live token: it must be exchanged first, or there is none
   * @param turn null likewise: none was drawn
   */
  record Entry(Access access, Turn turn) {
    static final Entry NONE = new Entry(null, null);

    boolean isOpen() {
      return access != null;
    }
  }

  Uni<Entry> next(TenantId tenant) {
    return sets.addOnContext(tenant);
  }

  private Uni<List<Entry>> drawAll(List<TenantId> asked) {
    return transactions.acrossTenants(
        "requests of every organization",
        sql -> tokens.live(sql, asked).chain(live -> drawAll(sql, asked, live)));
  }

  private Uni<List<Entry>> drawAll(
      SqlTransaction sql, List<TenantId> asked, Map<TenantId, Access> live) {
    Map<TenantId, Integer> counts = new LinkedHashMap<>();
    asked.stream()
        .filter(live::containsKey)
        .forEach(tenant -> counts.merge(tenant, 1, Integer::sum));
    List<Draw> draws =
        counts.entrySet().stream()
            .map(
                count ->
                    new Draw(
                        count.getKey(),
                        DeliveryGate.ACCOUNT,
                        live.get(count.getKey()).crm().rate(),
                        count.getValue()))
            .toList();
    return requests.drawAll(sql, draws, longestWait).map(turns -> entries(asked, live, turns));
  }

  private static List<Entry> entries(
      List<TenantId> asked, Map<TenantId, Access> live, Map<Draw, List<Turn>> turns) {
    Map<TenantId, Deque<Turn>> left = new HashMap<>();
    turns.forEach((draw, all) -> left.put(draw.tenant(), new ArrayDeque<>(all)));
    List<Entry> entries = new ArrayList<>();
    for (TenantId tenant : asked) {
      entries.add(
          live.containsKey(tenant)
              ? new Entry(live.get(tenant), left.get(tenant).poll())
              : Entry.NONE);
    }
    return entries;
  }
}
