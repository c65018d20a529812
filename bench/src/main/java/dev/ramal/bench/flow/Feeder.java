package dev.ramal.bench.flow;

/** Sends load. */
public interface Feeder extends AutoCloseable {
  /** Sends all that is to be said of so many subjects, as fast as it is taken. */
  void sendAll(int subjects, long series);

  @Override
  void close();
}
