package dev.ramal.kit.consuming;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Hands over as one batch what arrived while the batch before was at work: no record waits for
 * company, and a busy consumer gets large batches. With several lanes several batches are at work;
 * records of one key stay in one lane and in their order.
 */
final class BatchingSubscriber implements Flow.Subscriber<Message<String>> {
  private static final Logger LOG = Logger.getLogger(BatchingSubscriber.class);

  /** What is done with a batch. */
  @FunctionalInterface
  interface Work {
    /**
     * @param done is told how many of the batch were given back, perhaps in parts, and perhaps long
     *     after: as many more are asked for
     * @return ends when the lane may go on
     */
    Uni<Void> on(List<Message<String>> batch, IntConsumer done);
  }

  private final int largest;
  private final IntSupplier largestNow;
  private final Work work;
  private final List<Lane> lanes;
  private volatile Flow.Subscription subscription;

  /**
   * @param lanes where each lane's batches are worked on; one lane for each
   */
  BatchingSubscriber(List<Executor> lanes, int largest, Work work) {
    this(lanes, largest, () -> largest, work);
  }

  /**
   * @param largest most records of a batch at any time: twice as many are asked for
   * @param largestNow most records of the batch that is to begin; at least one
   */
  BatchingSubscriber(List<Executor> lanes, int largest, IntSupplier largestNow, Work work) {
    this.largest = largest;
    this.largestNow = largestNow;
    this.work = work;
    this.lanes = lanes.stream().map(Lane::new).toList();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(2L * largest * lanes.size());
  }

  @Override
  public void onNext(Message<String> message) {
    laneOf(message).add(message);
  }

  @Override
  public void onError(Throwable failure) {
    LOG.errorf(failure, "a channel has ended with a failure; its liveness check reports it");
  }

  @Override
  public void onComplete() {
    LOG.debug("a channel has ended");
  }

  private Lane laneOf(Message<String> message) {
    if (lanes.size() == 1) {
      return lanes.get(0);
    }
    int hash =
        message
            .getMetadata(IncomingKafkaRecordMetadata.class)
            .map(record -> record.getKey() == null ? record.getPartition() : record.getKey())
            .map(Object::hashCode)
            .orElse(0);
    return lanes.get(Math.floorMod(hash, lanes.size()));
  }

  /** What waits for one batch after the other. */
  private final class Lane {
    private final Queue<Message<String>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Executor executor;

    Lane(Executor executor) {
      this.executor = executor;
    }

    void add(Message<String> message) {
      waiting.add(message);
      startNext();
    }

    private void startNext() {
      while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
        List<Message<String>> batch = take();
        if (batch.isEmpty()) {
          busy.set(false);
          continue;
        }
        executor.execute(() -> begin(batch));
        return;
      }
    }

    private void begin(List<Message<String>> batch) {
      AtomicInteger left = new AtomicInteger(batch.size());
      Uni.createFrom()
          .deferred(() -> work.on(batch, done -> request(left, done)))
          .subscribe()
          .with(
              over -> goOn(),
              failure -> {
                LOG.errorf(failure, "a batch was left unacknowledged");
                request(left, left.get());
                goOn();
              });
    }

    private void request(AtomicInteger left, int done) {
      left.addAndGet(-done);
      if (done > 0) {
        subscription.request(done);
      }
    }

    private void goOn() {
      busy.set(false);
      startNext();
    }

    private List<Message<String>> take() {
      List<Message<String>> batch = new ArrayList<>();
      int most = largestNow.getAsInt();
      Message<String> next;
      while (batch.size() < most && (next = waiting.poll()) != null) {
        batch.add(next);
      }
      return batch;
    }
  }
}
