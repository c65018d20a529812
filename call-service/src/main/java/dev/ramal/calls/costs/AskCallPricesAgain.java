package dev.ramal.calls.costs;

import dev.ramal.carriers.spending.MissedPrices;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Has carriers asked again for prices that a person misses: the question of the end of the call
 * once more. Told twice it is one question, and a call whose price is known asks nothing.
 */
@ApplicationScoped
public class AskCallPricesAgain implements MissedPrices {
  private final EndedCalls calls;
  private final Jobs jobs;

  AskCallPricesAgain(EndedCalls calls, Jobs jobs) {
    this.calls = calls;
    this.jobs = jobs;
  }

  @Override
  public String subject() {
    return "call";
  }

  @Override
  @AcrossTenants("each call names its own")
  public Uni<Void> keep(Sql sql, List<RowKey> told) {
    return calls
        .among(sql, told.stream().distinct().toList())
        .map(ended -> ended.stream().map(EndedCalls.Ended::question).toList())
        .chain(questions -> jobs.appendAll(sql, questions))
        .replaceWithVoid();
  }
}
