package dev.ramal.crm.timeline;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One open stream. It looks for changes behind its position only when its reader has taken what was
 * told before, so it keeps no more than one look. Between looks it waits to be woken; a look after
 * each heartbeat makes up for a wake that was lost.
 */
final class TimelineStream {
  private static final Logger LOG = Logger.getLogger(TimelineStream.class);
  private static final long NOTHING = Long.MAX_VALUE;

  private final TenantId tenant;
  private final String userId;
  private final String contactId;
  private final Looks looks;
  private final Function<TimelineItem, String> shown;
  private final Duration heartbeat;
  private final Instant endsAt;
  private final Clock clock;
  private final Executor context;

  private StreamPosition position;
  private boolean greeted;
  private boolean over;
  private boolean woken;
  private UniEmitter<? super Boolean> waiting;
  private volatile TimelineOwner owner;
  private volatile Instant toldAt;

  /** Reads the timeline. */
  @FunctionalInterface
  interface Looks {
    /**
     * @param since number of a change; none are found behind the largest
     */
    Uni<TimelineChanges> since(long since);
  }

  /** Whom it serves, and until when. */
  record Reader(TenantId tenant, String userId, String contactId, Instant endsAt) {}

  /**
   * @param from null for what follows from now on
   * @param shown JSON of an item; null for one that is not asked for
   * @param context on which frames are given
   */
  TimelineStream(
      Reader reader,
      StreamPosition from,
      Looks looks,
      Function<TimelineItem, String> shown,
      Duration heartbeat,
      Clock clock,
      Executor context) {
    this.tenant = reader.tenant();
    this.userId = reader.userId();
    this.contactId = reader.contactId();
    this.endsAt = reader.endsAt();
    this.position = from;
    this.looks = looks;
    this.shown = shown;
    this.heartbeat = heartbeat;
    this.clock = clock;
    this.context = context;
    this.owner = new TimelineOwner(contactId, List.of());
  }

  TenantId tenant() {
    return tenant;
  }

  String userId() {
    return userId;
  }

  /** Whether the news of a wake may be in this timeline. */
  boolean concerns(TimelineWake wake) {
    return wake.concerns(owner);
  }

  /** There may be something new. */
  void wake() {
    UniEmitter<? super Boolean> waits;
    synchronized (this) {
      woken = true;
      waits = waiting;
      waiting = null;
    }
    if (waits != null) {
      waits.complete(true);
    }
  }

  /** Whether its reader has left what was told since then lying. */
  boolean isStalledSince(Instant before) {
    Instant told = toldAt;
    return told != null && told.isBefore(before);
  }

  /** Frames, as fast as they are taken. */
  Multi<StreamFrame> frames() {
    return Multi.createBy()
        .repeating()
        .uni(this::next)
        .whilst(frames -> !over)
        .onItem()
        .transformToMultiAndConcatenate(frames -> Multi.createFrom().iterable(frames));
  }

  private Uni<List<StreamFrame>> next() {
    toldAt = null;
    return step()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("tenant=%s a timeline cannot be read: %s", tenant, failure);
              return end("failed");
            })
        .invoke(frames -> toldAt = clock.instant());
  }

  private Uni<List<StreamFrame>> step() {
    if (!greeted) {
      greeted = true;
      return greet();
    }
    if (!clock.instant().isBefore(endsAt)) {
      return Uni.createFrom().item(end("token"));
    }
    synchronized (this) {
      woken = false;
    }
    return looks.since(position.seq()).chain(this::tell);
  }

  private List<StreamFrame> end(String reason) {
    over = true;
    return List.of(StreamFrame.end(reason));
  }

  private Uni<List<StreamFrame>> greet() {
    if (position != null) {
      return Uni.createFrom().item(List.of(StreamFrame.ready(position)));
    }
    return looks
        .since(NOTHING)
        .map(
            found -> {
              owner = found.owner();
              position = StreamPosition.of(tenant, found.head(), owner);
              return List.of(StreamFrame.ready(position));
            });
  }

  private Uni<List<StreamFrame>> tell(TimelineChanges found) {
    owner = found.owner();
    if (!position.isOf(owner) || position.seq() > found.head()) {
      position = StreamPosition.of(tenant, found.head(), owner);
      return Uni.createFrom().item(List.of(StreamFrame.reload(position)));
    }
    if (found.items().isEmpty()) {
      return rest();
    }
    List<StreamFrame> frames = new ArrayList<>();
    for (TimelineItem item : found.items()) {
      position = position.at(item.seq());
      String json = shown.apply(item);
      if (json != null) {
        frames.add(StreamFrame.item(position, json));
      }
    }
    return Uni.createFrom().item(frames);
  }

  /** Until there may be something new, or for one heartbeat. */
  private Uni<List<StreamFrame>> rest() {
    Duration left = Duration.between(clock.instant(), endsAt);
    Duration longest = left.compareTo(heartbeat) < 0 ? left : heartbeat;
    if (longest.isNegative() || longest.isZero()) {
      return Uni.createFrom().item(List.of());
    }
    return Uni.createFrom()
        .<Boolean>emitter(this::await)
        .ifNoItem()
        .after(longest)
        .recoverWithItem(false)
        .emitOn(context)
        .map(news -> news ? List.of() : List.of(StreamFrame.alive(position)));
  }

  private void await(UniEmitter<? super Boolean> emitter) {
    synchronized (this) {
      if (!woken) {
        waiting = emitter;
        return;
      }
    }
    emitter.complete(true);
  }
}
