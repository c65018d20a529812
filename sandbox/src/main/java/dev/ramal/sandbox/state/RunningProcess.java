package dev.ramal.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * A process that we started, told apart from a later one that got the same id.
 *
 * @param startedAt epoch milliseconds as the operating system tells; 0 when it does not
 */
public record RunningProcess(String name, long pid, long startedAt) {
  public static RunningProcess of(String name, ProcessHandle process) {
    return new RunningProcess(name, process.pid(), startOf(process));
  }

  /** The process, while it is still the one we started. */
  @JsonIgnore
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process) == startedAt);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
