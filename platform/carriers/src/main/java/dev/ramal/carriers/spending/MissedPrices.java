package dev.ramal.carriers.spending;

import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.kit.consuming.KeptTable;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.RowKey;
import java.util.Optional;

/** Hears for which calls or messages a person misses the carrier's price, so that it is asked. */
public interface MissedPrices extends KeptTable<RowKey> {
  /** Whose prices are asked for: {@code call} or {@code message}. */
  String subject();

  @Override
  default boolean concerns(ReceivedEvent event) {
    return event.is(CarrierPriceRequested.TYPE);
  }

  @Override
  default Optional<RowKey> read(ReceivedEvent event) {
    CarrierPriceRequested wish = event.data(CarrierPriceRequested.class);
    return subject().equals(wish.subject())
        ? Optional.of(RowKey.of(event.tenant(), wish.subjectId()))
        : Optional.empty();
  }
}
