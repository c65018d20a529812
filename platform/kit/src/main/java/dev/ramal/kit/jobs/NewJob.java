package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import java.time.Duration;

/** Outbound work to be stored, described step by step. */
public final class NewJob {
  final TenantId tenant;
  final String queue;
  final String kind;
  final String subject;
  final Object payload;
  final String id = UuidV7.next().toString();
  int rank = Priority.NORMAL.rank();
  Duration dueIn = Duration.ZERO;
  Duration sendWithin;
  String uniqueKey;
  Duration againAfter;
  String orderingKey;
  String account = "";

  private NewJob(TenantId tenant, String queue, String kind, String subject, Object payload) {
    this.tenant = tenant;
    this.queue = queue;
    this.kind = kind;
    this.subject = subject;
    this.payload = payload;
  }

  /**
   * @param kind what is to be done, a word of the queue's owner
   * @param subject id of the aggregate that it is about
   * @param payload written as JSON; its shape is the owner's contract with rows at rest
   */
  public static NewJob of(
      TenantId tenant, String queue, String kind, String subject, Object payload) {
    return new NewJob(tenant, queue, kind, subject, payload);
  }

  /** Without it {@link Priority#NORMAL}. */
  public NewJob withPriority(Priority given) {
    rank = given.rank();
    return this;
  }

  /**
   * Behind all that has a {@link Priority}, in an order of the organization's own: it takes no turn
   * from another one's.
   *
   * @param place 1 to 9, the smaller goes first
   */
  public NewJob inPlace(int place) {
    rank = Priority.behind(place);
    return this;
  }

  /** Not sent earlier. */
  public NewJob dueIn(Duration wait) {
    dueIn = wait;
    return this;
  }

  /** Not sent later than this after it was stored; it then ends as expired. */
  public NewJob sendWithin(Duration limit) {
    sendWithin = limit;
    return this;
  }

  /** Of all jobs of the queue with this key only the first is stored. */
  public NewJob once(String key) {
    uniqueKey = key;
    return this;
  }

  /** The same, but one that ended longer ago than this does not count. */
  public NewJob onceWithin(Duration again, String key) {
    againAfter = again;
    return once(key);
  }

  /**
   * Jobs with this key go one after another in the order in which they were stored, and a later one
   * waits until the earlier has ended. Hold the aggregate's row when you append, as for the outbox.
   */
  public NewJob inOrderOf(String key) {
    orderingKey = key;
    return this;
  }

  /** The account at the other side whose limits and pauses count. */
  public NewJob onAccount(String limited) {
    account = limited == null ? "" : limited;
    return this;
  }
}
