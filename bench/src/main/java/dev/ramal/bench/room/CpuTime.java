package dev.ramal.bench.room;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What processes have computed so far. */
public final class CpuTime {
  private CpuTime() {}

  /** Of a process and all that it has started and that still live. */
  public static Duration ofTree(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .map(process -> process.info().totalCpuDuration())
        .flatMap(Optional::stream)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
