package dev.ramal.messaging.lifecycle;

import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.kit.consuming.KeptTable;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Has carriers asked again for prices that a person misses, as after the end of the message. One
 * whose price is known, or that is being asked about, is left alone.
 */
@ApplicationScoped
public class AskMessagePricesAgain implements KeptTable<RowKey> {
  private static final String MESSAGE = "message";

  private final Clock clock;

  AskMessagePricesAgain(Clock clock) {
    this.clock = clock;
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(CarrierPriceRequested.TYPE);
  }

  @Override
  public Optional<RowKey> read(ReceivedEvent event) {
    CarrierPriceRequested wish = event.data(CarrierPriceRequested.class);
    return MESSAGE.equals(wish.subject())
        ? Optional.of(RowKey.of(event.tenant(), wish.subjectId()))
        : Optional.empty();
  }

  @Override
  @AcrossTenants("each message names its own")
  public Uni<Void> keep(Sql sql, List<RowKey> told) {
    List<RowKey> messages =
        told.stream()
            .distinct()
            .sorted(Comparator.comparing(RowKey::tenant).thenComparing(RowKey::id))
            .toList();
    return sql.query(
            MessageStatements.ASK_PRICES_AGAIN,
            Columns.of(messages)
                .text(RowKey::tenant)
                .text(RowKey::id)
                .scalar(clock.instant())
                .parameters())
        .replaceWithVoid();
  }
}
