package dev.ramal.bench.pipeline;

import dev.ramal.bench.load.CallbackSender;
import dev.ramal.bench.load.EndedCallEvents;
import dev.ramal.bench.load.InboundCallbacks;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.load.Pace;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long it takes from the moment in which a callback should be sent to the frame that tells a
 * manager's browser about it. A frame names our call only: the published events say which caller it
 * was.
 */
final class FrameLatency implements AutoCloseable {
  private static final String MANAGER = "bruno";
  private static final int ANSWERED = 1;
  private static final int ENDED = 2;

  /** What is still on its way at the end of the load. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EndedCallEvents ended;
  private final BrowserFeed browser;
  private final Map<String, long[]> sent = new ConcurrentHashMap<>();

  FrameLatency(Room room) {
    ended = new EndedCallEvents(room.bootstrapServers());
    browser =
        BrowserFeed.open(
            room.service("call-service").url(), room.servers().people().token(MANAGER));
  }

  /** Each call's three callbacks follow each other at the same pace as calls do. */
  Latencies measure(CallbackSender sender, long series, double callsPerSecond, Duration length) {
    InboundCallbacks callbacks = new InboundCallbacks(series);
    int apart = Math.max(1, (int) (callsPerSecond / 2));
    int calls =
        new Pace(callsPerSecond)
            .run(
                length,
                (call, due) -> {
                  for (int step = 0; step < InboundCallbacks.PER_CALL; step++) {
                    send(sender, callbacks, call - step * apart, step, due);
                  }
                });
    for (int call = Math.max(0, calls - ENDED * apart); call < calls; call++) {
      for (int step = ANSWERED; step <= ENDED; step++) {
        if (call + step * apart >= calls) {
          send(sender, callbacks, call, step, 0);
        }
      }
    }
    sender.flush();
    ended.awaitAll(sent.keySet(), PATIENCE);
    return latencies();
  }

  private void send(
      CallbackSender sender, InboundCallbacks callbacks, int call, int step, long due) {
    if (call < 0) {
      return;
    }
    if (due != 0 && Organizations.of(call).value().equals(Organizations.WITH_PEOPLE)) {
      sent.computeIfAbsent(
                  Organizations.otherSide(call), caller -> new long[InboundCallbacks.PER_CALL])[
              step] =
          due;
    }
    sender.send(callbacks, call, step);
  }

  private Latencies latencies() {
    Latencies latencies = new Latencies();
    sent.forEach(
        (caller, due) -> {
          EndedCallEvents.Ended call = ended.of(caller);
          if (call != null) {
            add(latencies, due[ANSWERED], browser.arrived(call.callId(), "CallAnswered"));
            add(latencies, due[ENDED], browser.arrived(call.callId(), "CallEnded"));
          }
        });
    return latencies;
  }

  private static void add(Latencies latencies, long due, Long arrived) {
    if (due != 0 && arrived != null) {
      latencies.add(arrived - due);
    }
  }

  @Override
  public void close() {
    browser.close();
    ended.close();
  }
}
