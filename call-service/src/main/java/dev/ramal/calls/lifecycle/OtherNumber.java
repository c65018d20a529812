package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.events.E164;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/** Finds a number of the same account to show for one that may not be; {@code numbers} does. */
public interface OtherNumber {
  boolean isNeeded(Call call);

  /** Null where there is none. */
  Uni<E164> of(Sql sql, Call call);
}
