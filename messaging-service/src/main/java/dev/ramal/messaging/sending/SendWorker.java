package dev.ramal.messaging.sending;

import dev.ramal.messaging.message.Message;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Hands due messages over, a limited number at one time. Woken by whoever stores one, and by a poll
 * as the safety net; several replicas share the work reason claimed rows are locked.
 *
 * <p>Whatever hangs or breaks, the next look happens: a replica that stays up and sends nothing is
 * noticed by nobody.
 */
@ApplicationScoped
class SendWorker {
  private static final Logger LOG = Logger.getLogger(SendWorker.class);

  private final ClaimDueMessages claimDueMessages;
  private final SubmitMessage submitMessage;
  private final SendingConfig config;
  private final AtomicInteger wakeUps = new AtomicInteger();
  private final AtomicInteger underway = new AtomicInteger();
  private volatile boolean stopping;

  SendWorker(ClaimDueMessages claimDueMessages, SubmitMessage submitMessage, SendingConfig config) {
    this.claimDueMessages = claimDueMessages;
    this.submitMessage = submitMessage;
    this.config = config;
  }

  @Scheduled(every = "${ramal.messaging.sending.poll:1s}", identity = "due-messages")
  void poll() {
    wake();
  }

  void stop(@Observes ShutdownEvent ignored) {
    stopping = true;
  }

  /** Returns at once. */
  void wake() {
    if (!stopping && wakeUps.getAndIncrement() == 0) {
      claim();
    }
  }

  private void claim() {
    int seen = wakeUps.get();
    int room = config.parallel() - underway.get();
    Uni<Void> started = room > 0 ? start(room) : Uni.createFrom().voidItem();
    started
        .ifNoItem()
        .after(config.patience())
        .fail()
        .subscribe()
        .with(
            ignored -> next(seen),
            failure -> {
              LOG.warnf("due messages cannot be claimed, the poll tries again: %s", failure);
              next(seen);
            });
  }

  /** Not ended by an impatient caller: what is marked late is handed over late. */
  private Uni<Void> start(int room) {
    return Uni.createFrom()
        .emitter(
            done ->
                Uni.createFrom()
                    .deferred(() -> claimDueMessages.claim(room))
                    .invoke(messages -> messages.forEach(this::start))
                    .subscribe()
                    .with(ignored -> done.complete(null), done::fail));
  }

  private void next(int seen) {
    if (wakeUps.addAndGet(-seen) > 0 && !stopping) {
      claim();
    }
  }

  private void start(Message message) {
    underway.incrementAndGet();
    Uni.createFrom()
        .deferred(() -> submitMessage.submit(message))
        .ifNoItem()
        .after(config.patience())
        .fail()
        .onTermination()
        .invoke(underway::decrementAndGet)
        .subscribe()
        .with(
            ignored -> wake(),
            failure ->
                LOG.errorf(
                    failure,
                    "message=%s its outcome is not stored; the carrier will be asked",
                    message.details().id()));
  }
}
