package dev.ramal.bench.pipeline;

import dev.ramal.bench.flow.Arrivals;
import dev.ramal.bench.flow.EventArrivals;
import dev.ramal.bench.flow.Feeder;
import dev.ramal.bench.flow.Flow;
import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.BenchConnections;
import dev.ramal.bench.load.CallbackSender;
import dev.ramal.bench.load.InboundCallbacks;
import dev.ramal.bench.load.Interleaving;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import dev.ramal.events.billing.UsageRated;
import java.util.List;
import java.util.Map;

/** Callbacks to the gateway that end as usage lines: three services, one after the other. */
public final class PipelineFlow implements Flow {
  private BenchConnections connections;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String help() {
    return "calls per second from signed callback to usage line, and callback to WebSocket frame";
  }

  @Override
  public String unit() {
    return "calls";
  }

  @Override
  public int unitsPerSubject() {
    return 1;
  }

  @Override
  public void prepare(BenchServers servers, BenchOptions options, RunLog log) {
    log.say("starting Keycloak");
    servers.people();
    connections = new BenchConnections(servers.sealingKey());
  }

  @Override
  public List<MeasuredService> start(Room room, int instance) {
    if (instance == 0) {
      connections.publish(room.bootstrapServers());
    }
    return List.of(
        room.start("call-service", "calls", TopicFlow.JVM, Map.of()),
        room.start("billing-service", "billing", TopicFlow.JVM, Map.of()),
        room.start(
            "webhook-gateway",
            null,
            TopicFlow.JVM,
            Map.of("ramal.receiving.tenant-rate", "1000000")));
  }

  @Override
  public Feeder feeder(Room room) {
    CallbackSender sender = sender(room);
    return new Feeder() {
      @Override
      public void sendAll(int calls, long series) {
        InboundCallbacks callbacks = new InboundCallbacks(series);
        new Interleaving<Runnable>(
                calls,
                InboundCallbacks.PER_CALL,
                (call, step) -> () -> sender.send(callbacks, call, step))
            .forEachRemaining(Runnable::run);
        sender.flush();
      }

      @Override
      public void close() {
        sender.close();
      }
    };
  }

  private CallbackSender sender(Room room) {
    return new CallbackSender(room.service("webhook-gateway").port(), connections.authToken());
  }

  @Override
  public Arrivals arrivals(Room room) {
    return new EventArrivals(room.bootstrapServers(), UsageRated.TYPE, 1);
  }

  @Override
  public void afterwards(FlowRoom room, BenchOptions options, RunLog log, Results results) {
    double callsPerSecond = room.subjectsPerSecond() / 2;
    log.say("%s: %.0f calls/s, frames to a browser", room.name(), callsPerSecond);
    try (CallbackSender sender = sender(room.room());
        FrameLatency frames = new FrameLatency(room.room())) {
      frames
          .measure(sender, room.nextSeries(), callsPerSecond, options.seconds())
          .report(results, room.name(), "callback → WebSocket frame at half load");
    }
  }
}
