package dev.ramal.calls.agents;

import dev.ramal.calls.agents.FollowAgents.Moved;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.dispositions.WrapUps;
import dev.ramal.calls.dispositions.WrapUps.WrapUp;
import dev.ramal.events.AgentStatusCause;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Ends wrap-ups: with the disposition, or when their time is over. Late ones are told of within a
 * round; whoever reads an agent in between sees that it is free already.
 */
@ApplicationScoped
public class EndWrapUps {
  private static final Logger LOG = Logger.getLogger(EndWrapUps.class);

  private final SqlTransactions transactions;
  private final WrapUps wrapUps;
  private final FollowAgents agents;
  private final StatusNews news;
  private final WrapUpConfig config;

  EndWrapUps(
      SqlTransactions transactions,
      WrapUps wrapUps,
      FollowAgents agents,
      StatusNews news,
      WrapUpConfig config) {
    this.transactions = transactions;
    this.wrapUps = wrapUps;
    this.agents = agents;
    this.news = news;
    this.config = config;
  }

  /** It is known how the call went. */
  public Uni<Void> byDisposition(Sql sql, Call call) {
    return wrapUps
        .end(sql, call.tenant(), call.id())
        .chain(
            ended ->
                ended.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : tell(sql, List.of(ended.get()), AgentStatusCause.DISPOSITION));
  }

  @Scheduled(
      identity = "late-wrap-ups",
      every = "${ramal.wrap-up.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> endLate() {
    return BestEffort.of(
        round(), failure -> LOG.warnf("late wrap-ups are ended by the next round: %s", failure));
  }

  private Uni<Void> round() {
    return transactions
        .acrossTenants(
            "wrap-ups of all organizations whose time is over",
            sql ->
                wrapUps
                    .endLate(sql, config.batch())
                    .call(
                        late ->
                            late.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : tell(sql, late, AgentStatusCause.TIME)))
        .chain(late -> late.size() < config.batch() ? Uni.createFrom().voidItem() : round());
  }

  private Uni<Void> tell(Sql sql, List<WrapUp> ended, AgentStatusCause cause) {
    Map<RowKey, Moved> moved = new HashMap<>();
    ended.forEach(each -> moved.put(each.agent(), new Moved(null, cause, null)));
    return agents.tell(sql, moved, List.of(), List.of()).chain(told -> news.publish(sql, told));
  }
}
