package dev.ramal.kit.failure;

import io.smallrye.mutiny.Uni;
import java.util.function.Consumer;

/**
 * Work whose failure must not end what called it: a round of a timer, a clean-up.
 *
 * <p>Failure policy: the failure is told and dropped. Only for work that somebody does again.
 */
public final class BestEffort {
  private BestEffort() {}

  /**
   * Completes in any case, with null after a failure..
   *
   * @param told what to do with the failure; as a rule a line in the log
   */
  public static <T> Uni<T> of(Uni<T> work, Consumer<Throwable> told) {
    return work.onFailure().invoke(told).onFailure().recoverWithNull();
  }
}
