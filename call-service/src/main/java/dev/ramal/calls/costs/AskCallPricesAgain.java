package dev.ramal.calls.costs;

import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.kit.consuming.KeptTable;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Has carriers asked again for prices that a person misses: the question of the end of the call
 * once more. Told twice it is one question, and a call whose price is known asks nothing.
 */
@ApplicationScoped
public class AskCallPricesAgain implements KeptTable<RowKey> {
  private static final String CALL = "call";

  private final EndedCalls calls;
  private final Jobs jobs;

  AskCallPricesAgain(EndedCalls calls, Jobs jobs) {
    this.calls = calls;
    this.jobs = jobs;
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(CarrierPriceRequested.TYPE);
  }

  @Override
  public Optional<RowKey> read(ReceivedEvent event) {
    CarrierPriceRequested wish = event.data(CarrierPriceRequested.class);
    return CALL.equals(wish.subject())
        ? Optional.of(RowKey.of(event.tenant(), wish.subjectId()))
        : Optional.empty();
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
