package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** How things are erased at a carrier, and what its answers mean. */
public final class Erasures {
  private static final int NOT_FOUND = 404;

  private Erasures() {}

  /** What a carrier does not have, it need not erase. */
  public static <T> Outcome<Erasure> of(CarrierReply<T> reply) {
    return reply instanceof CarrierReply.Refused<T> refused && refused.status() == NOT_FOUND
        ? new Outcome.Done<>(Erasure.NOT_THERE)
        : reply.outcome(done -> Erasure.DELETED);
  }

  /** Erases what was found; nothing where the carrier did not say what there is. */
  public static <T> Uni<Outcome<Erasure>> eachOf(
      CarrierReply<List<T>> found, Function<T, Uni<Outcome<Erasure>>> erase) {
    return found instanceof CarrierReply.Done<List<T>> done
        ? each(done.value(), erase)
        : Uni.createFrom().item(found.outcome(none -> Erasure.NOT_THERE));
  }

  /** One after the other; what comes behind a failure is left for the next attempt. */
  private static <T> Uni<Outcome<Erasure>> each(
      List<T> found, Function<T, Uni<Outcome<Erasure>>> erase) {
    Uni<Outcome<Erasure>> result = Uni.createFrom().item(new Outcome.Done<>(Erasure.NOT_THERE));
    for (T one : found) {
      result =
          result.chain(
              before ->
                  before instanceof Outcome.Done<Erasure> done
                      ? erase.apply(one).map(after -> together(done, after))
                      : Uni.createFrom().item(before));
    }
    return result;
  }

  /** Where one of several was there, it was deleted, whichever came last. */
  private static Outcome<Erasure> together(Outcome.Done<Erasure> before, Outcome<Erasure> after) {
    return after instanceof Outcome.Done<Erasure> && before.result() == Erasure.DELETED
        ? before
        : after;
  }
}
