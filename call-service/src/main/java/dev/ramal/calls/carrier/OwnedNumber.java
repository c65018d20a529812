package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/**
 * What follows from the carrier's list of an account's numbers: it answers with the carrier's id of
 * a number, or nothing where the account does not have it.
 */
public final class OwnedNumber {
  private static final int NOT_FOUND = 404;

  private OwnedNumber() {}

  /**
   * What became of an order.
   *
   * @param carrier its name, for people
   * @param absent what it proves that the number is not listed, for people
   */
  public static Outcome<String> ordered(
      CarrierReply<Optional<String>> listed, String carrier, String absent) {
    return listed instanceof CarrierReply.Done<Optional<String>> done
        ? done.value()
            .<Outcome<String>>map(Outcome.Done::new)
            .orElseGet(() -> new Outcome.NotTaken<>(absent))
        : new Outcome.Unknown<>(carrier + " did not tell: " + listed);
  }

  /**
   * Gives a number back; one that is not listed, or is gone when it is to be deleted, is given back
   * already.
   *
   * @param delete with the carrier's id of the number
   */
  public static <T> Uni<Outcome<String>> release(
      CarrierReply<Optional<String>> listed, Function<String, Uni<CarrierReply<T>>> delete) {
    if (!(listed instanceof CarrierReply.Done<Optional<String>> done)) {
      return Uni.createFrom().item(listed.outcome(id -> ""));
    }
    return done.value()
        .map(id -> delete.apply(id).map(reply -> deleted(reply, id)))
        .orElseGet(() -> Uni.createFrom().item(new Outcome.Done<>("")));
  }

  private static <T> Outcome<String> deleted(CarrierReply<T> reply, String id) {
    return reply instanceof CarrierReply.Refused<T> refused && refused.status() == NOT_FOUND
        ? new Outcome.Done<>(id)
        : reply.outcome(gone -> id);
  }
}
