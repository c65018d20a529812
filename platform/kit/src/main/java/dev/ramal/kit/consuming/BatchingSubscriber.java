package dev.ramal.kit.consuming;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Hands over as one batch what arrived while the batch before was at work: no record waits for
 * company, and a busy consumer gets large batches.
 */
final class BatchingSubscriber implements Flow.Subscriber<Message<String>> {
  private static final Logger LOG = Logger.getLogger(BatchingSubscriber.class);

  private final int largest;
  private final Function<List<Message<String>>, Uni<Void>> work;
  private final Queue<Message<String>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Flow.Subscription subscription;

  BatchingSubscriber(int largest, Function<List<Message<String>>, Uni<Void>> work) {
    this.largest = largest;
    this.work = work;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(2L * largest);
  }

  @Override
  public void onNext(Message<String> message) {
    waiting.add(message);
    startNext();
  }

  @Override
  public void onError(Throwable failure) {
    LOG.errorf(failure, "a channel has ended with a failure; its readiness check reports it");
  }

  @Override
  public void onComplete() {
    LOG.debug("a channel has ended");
  }

  private void startNext() {
    while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
      List<Message<String>> batch = take();
      if (batch.isEmpty()) {
        busy.set(false);
        continue;
      }
      work.apply(batch)
          .subscribe()
          .with(
              done -> finished(batch.size()),
              failure -> {
                LOG.errorf(failure, "a batch was left unacknowledged; it will be delivered again");
                finished(batch.size());
              });
      return;
    }
  }

  private void finished(int size) {
    busy.set(false);
    subscription.request(size);
    startNext();
  }

  private List<Message<String>> take() {
    List<Message<String>> batch = new ArrayList<>();
    Message<String> next;
    while (batch.size() < largest && (next = waiting.poll()) != null) {
      batch.add(next);
    }
    return batch;
  }
}
