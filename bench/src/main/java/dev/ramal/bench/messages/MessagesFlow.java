package dev.ramal.bench.messages;

import dev.ramal.bench.flow.Arrivals;
import dev.ramal.bench.flow.EventArrivals;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.load.Interleaving;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import dev.ramal.events.messages.MessageDelivered;
import java.util.Iterator;

/** Receipts that became states of messages and published events. */
public final class MessagesFlow extends TopicFlow {
  public MessagesFlow() {
    super(
        "messages",
        "receipts per second until MessageDelivered is published, next to bare transactions",
        "messaging-service",
        "messaging");
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
