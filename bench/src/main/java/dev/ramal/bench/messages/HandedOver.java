package dev.ramal.bench.messages;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.room.Folders;
import dev.ramal.servers.processes.ServerFailure;
import java.util.concurrent.locks.LockSupport;

/** Waits until a carrier was asked for messages. */
record HandedOver(FlowRoom room, StandInCarrier carrier) {
  private static final long PAUSE_NANOS = 1_000_000;
  private static final long SILENCE_NANOS = 60_000_000_000L;

  /**
   * @param expected how many there are then, of all since the carrier's start
   * @return when it was asked for the last of them ({@link System#nanoTime})
   */
  long await(int expected) {
    int seen = carrier.messages();
    long news = System.nanoTime();
    while (carrier.messages() < expected) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (carrier.messages() > seen) {
        seen = carrier.messages();
        news = System.nanoTime();
      }
      if (!room.isAlive()) {
        throw new ServerFailure("the measured service ended while it was measured");
      }
      if (System.nanoTime() - news > SILENCE_NANOS) {
        throw new ServerFailure(
            "%d messages did not reach the carrier; logs lie below %s"
                .formatted(expected - carrier.messages(), Folders.all()));
      }
    }
    return carrier.lastMessage();
  }
}
