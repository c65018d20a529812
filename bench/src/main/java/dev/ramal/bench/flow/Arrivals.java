package dev.ramal.bench.flow;

import java.util.function.BooleanSupplier;

/** Sees results come. */
public interface Arrivals extends AutoCloseable {
  /**
   * Waits for the results of so many subjects since the last call.
   *
   * @param alive asked now and then; false ends the waiting
   * @return when the last of them was seen ({@link System#nanoTime})
   */
  long await(int subjects, long series, BooleanSupplier alive);

  @Override
  void close();
}
