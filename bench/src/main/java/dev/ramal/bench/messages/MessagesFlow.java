package dev.ramal.bench.messages;

import dev.ramal.bench.flow.Arrivals;
import dev.ramal.bench.flow.EventArrivals;
import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.BenchConnections;
import dev.ramal.bench.load.Interleaving;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import dev.ramal.events.messages.MessageDelivered;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Receipts that became states of messages and published events; then messages that wait until the
 * carrier has them, batches that are asked for, and what all of that leaves in memory.
 */
public final class MessagesFlow extends TopicFlow {
  private StandInCarrier carrier;

  public MessagesFlow() {
    super(
        "messages",
        "statuses until MessageDelivered is published and messages handed over, next to bare"
            + " transactions; batches of a hundred; memory",
        "messaging-service",
        "messaging");
  }

  @Override
  public void prepare(BenchServers servers, BenchOptions options, RunLog log) {
    carrier = new StandInCarrier();
    log.say("starting Keycloak");
    servers.people();
  }

  @Override
  protected Map<String, String> settings(Room room) {
    return Map.of("ramal.twilio.api-url", carrier.url());
  }

  /** Accounts are read before a service is ready. */
  @Override
  public List<MeasuredService> start(Room room, int instance) {
    if (instance == 0) {
      new BenchConnections(room.servers().sealingKey()).publish(room.bootstrapServers());
    }
    return super.start(room, instance);
  }

  @Override
  public void afterwards(FlowRoom room, BenchOptions options, RunLog log, Results results) {
    new SubmissionFlow(room, database(), carrier, log).measure(options, results);
    new BatchFlow(room, carrier, log).measure(options, results);
    new WholeWay(room, carrier, log).measure(options, results);
  }

  @Override
  public void close() {
    if (carrier != null) {
      carrier.close();
    }
  }

  @Override
  public String unit() {
    return "receipts";
  }

  @Override
  public int unitsPerSubject() {
    return Receipts.PER_MESSAGE;
  }

  @Override
  public void seed(Room room, int messages, long series) {
    SentMessages.store(room, database(), messages, series);
  }

  @Override
  protected Iterator<? extends Event<?>> records(int messages, long series) {
    return new Interleaving<>(messages, Receipts.PER_MESSAGE, new Receipts(series)::event);
  }

  @Override
  public Arrivals arrivals(Room room) {
    return new EventArrivals(room.bootstrapServers(), MessageDelivered.TYPE, 1);
  }
}
