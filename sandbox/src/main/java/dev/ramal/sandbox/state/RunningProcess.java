package dev.ramal.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that we started, told apart from a later one that got the same id.
 *
 * @param startedAt when, by a clock that nobody sets: on Linux in ticks since the system came up,
 *     elsewhere in epoch milliseconds as the operating system remembers them; 0 when it does not
 */
public record RunningProcess(String name, long pid, long startedAt) {
  /** Number of the field in {@code /proc/<pid>/stat}, see proc_pid_stat(5). */
  private static final int START_TICKS = 22;

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

  /**
   * Not the start instant on Linux: Java adds the ticks to an estimate of when the system came up,
   * and that moves with every correction of the clock.
   */
  private static long startOf(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      // The name, in parentheses, may hold anything; from behind it fields are counted from 3.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[START_TICKS - 3]);
    } catch (IOException notLinux) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
  }
}
