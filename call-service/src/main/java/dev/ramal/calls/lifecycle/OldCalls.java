package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;

/** Hears in the same transaction of every call that is stored. */
public interface OldCalls {
  /** The statements that are sent behind those that store the calls; none as a rule. */
  List<Uni<?>> changed(Sql sql, Stream<Call> calls);
}
