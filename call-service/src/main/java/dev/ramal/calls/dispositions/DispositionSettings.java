package dev.ramal.calls.dispositions;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How calls of an organization may be said to have gone.
 *
 * @param wrapUp whether an agent is given no further call before the last one has its disposition
 * @param wrapUpSeconds after which the agent is free all the same; 0 for never
 * @param dispositions none until an administrator has defined some: then any text is taken
 */
@Schema(name = "DispositionSettings")
record DispositionSettings(boolean wrapUp, int wrapUpSeconds, List<Disposition> dispositions) {
  static final DispositionSettings UNSET = new DispositionSettings(false, 120, List.of());

  DispositionSettings {
    dispositions = List.copyOf(dispositions);
  }

  /** Whether a call may be said to have gone so. */
  boolean allows(String code) {
    return dispositions.isEmpty() || find(code).isPresent();
  }

  Optional<Disposition> find(String code) {
    return dispositions.stream().filter(each -> each.code().equals(code)).findFirst();
  }

  String[] codes() {
    return dispositions.stream().map(Disposition::code).toArray(String[]::new);
  }
}
