package dev.ramal.bench.crm;

import dev.ramal.bench.room.Folders;
import dev.ramal.servers.processes.ServerFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until notes stand in the CRM. */
record NotesWritten(StandInCrm crm, BooleanSupplier alive) {
  private static final long PAUSE_NANOS = 1_000_000;

  /**
   * @param expected of how many calls there is a note then, of all since the CRM's start
   * @param silence how long none may come
   * @return when the last one was written ({@link System#nanoTime})
   */
  long await(long expected, Duration silence) {
    long seen = crm.calls();
    long news = System.nanoTime();
    while (seen < expected) {
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = crm.calls();
      if (now > seen) {
        seen = now;
        news = System.nanoTime();
      }
      if (!alive.getAsBoolean()) {
        throw new ServerFailure("the measured service ended while it was measured");
      }
      if (System.nanoTime() - news > silence.toNanos()) {
        throw new ServerFailure(
            "%d notes did not reach the CRM; logs lie below %s"
                .formatted(expected - seen, Folders.all()));
      }
    }
    return crm.lastNote();
  }
}
