package dev.ramal.bench.flow;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import java.util.List;

/**
 * What services make of what they are told. A subject is what it is about: a call, a message. It
 * keeps nothing: rooms of two versions use the same flow.
 */
public interface Flow {
  String name();

  String help();

  /** What is counted: facts, lines. */
  String unit();

  /** How many of them one subject makes. */
  int unitsPerSubject();

  /** What takes turns in one run: versions, and how else they are set up. This one comes first. */
  default List<Checkout> candidates(BenchOptions options, RunLog log) {
    return Checkout.of(options, log);
  }

  /** Starts what all rooms need beside Postgres; called once. */
  default void prepare(BenchServers servers, BenchOptions options, RunLog log) {}

  /**
   * Starts one instance of what is measured.
   *
   * @param instance from 0; the first brings what all instances of a room need
   */
  List<MeasuredService> start(Room room, int instance);

  /**
   * Makes what must be known before the load comes; not measured.
   *
   * @param series tells these subjects from those of other rounds
   */
  default void seed(Room room, int subjects, long series) {}

  /** Opens the way by which the load comes. */
  Feeder feeder(Room room);

  /** Begins to look at results that come from now on. */
  Arrivals arrivals(Room room);

  /** Ends what {@link #prepare} began. */
  default void close() {}

  /** What else is measured in each room, after the rounds. */
  default void afterwards(FlowRoom room, BenchOptions options, RunLog log, Results results) {}
}
