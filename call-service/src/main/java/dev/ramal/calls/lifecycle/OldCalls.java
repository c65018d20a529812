package dev.ramal.calls.lifecycle;

import dev.ramal.calls.volume.CallVolumes.Changed;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Hears in the same transaction of every call that is stored. */
public interface OldCalls {
  /** The statements that are sent behind those that store the calls; none as a rule. */
  List<Uni<?>> changed(Sql sql, List<Changed> calls);
}
