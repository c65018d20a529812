package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.events.E164;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a phone is shown where the call came to a number that none may show: one of the same
 * account. Nothing is read for other calls.
 */
@ApplicationScoped
class ShowInstead {
  private final OtherNumber others;

  ShowInstead(OtherNumber others) {
    this.others = others;
  }

  /** Only those calls for which there is another number. */
  Uni<Map<CallRef, E164>> instead(Sql sql, List<Call> dialled) {
    Map<CallRef, E164> shown = new HashMap<>();
    return Multi.createFrom()
        .iterable(dialled)
        .filter(others::isNeeded)
        .onItem()
        .transformToUniAndConcatenate(
            call -> others.of(sql, call).invoke(number -> keep(shown, call, number)))
        .onItem()
        .ignoreAsUni()
        .replaceWith(shown);
  }

  private static void keep(Map<CallRef, E164> shown, Call call, E164 number) {
    if (number != null) {
      shown.put(CallRef.of(call), number);
    }
  }
}
