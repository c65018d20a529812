package dev.ramal.bench.flow;

import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A flow through one service, fed from a topic. */
public abstract class TopicFlow implements Flow {
  /** Of every measured service: a heap as in production, and the compiler at its best. */
  public static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");

  /**
   * Without the optimizing compiler, which needs several minutes of a small machine: whoever counts
   * single milliseconds meanwhile counts the compiler's. Code takes somewhat longer for it.
   */
  public static final List<String> STEADY_JVM =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final String name;
  private final String help;
  private final String service;
  private final String database;

  protected TopicFlow(String name, String help, String service, String database) {
    this.name = name;
    this.help = help;
    this.service = service;
    this.database = database;
  }

  protected abstract Iterator<? extends Event<?>> records(int subjects, long series);

  protected Map<String, String> settings(Room room) {
    return Map.of();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return help;
  }

  protected String database() {
    return database;
  }

  @Override
  public List<MeasuredService> start(Room room, int instance) {
    return List.of(room.start(service, database, JVM, settings(room)));
  }

  @Override
  public Feeder feeder(Room room) {
    EventFeed feed = new EventFeed(room.bootstrapServers());
    return new Feeder() {
      @Override
      public void sendAll(int subjects, long series) {
        feed.sendAll(records(subjects, series));
      }

      @Override
      public void close() {
        feed.close();
      }
    };
  }
}
