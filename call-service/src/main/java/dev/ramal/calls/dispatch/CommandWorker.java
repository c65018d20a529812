package dev.ramal.calls.dispatch;

import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandQueue;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.kit.notify.NotificationListener;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Works off stored intents: woken by the commit that stored one, with a poll as the safety net.
 * Several replicas may run; each intent is claimed by one.
 */
@ApplicationScoped
class CommandWorker implements NotificationListener {
  /** A trigger of {@code carrier_commands} notifies it. */
  static final String CHANNEL = "carrier_commands";

  private static final Logger LOG = Logger.getLogger(CommandWorker.class);

  private final CommandQueue queue;
  private final DialingConfig config;
  private final SendCommand send;
  private final ResolveUnknownDial resolve;
  private final RecordCommandOutcome outcome;
  private final AtomicInteger wakeUps = new AtomicInteger();
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private volatile boolean stopping;

  CommandWorker(
      CommandQueue queue,
      DialingConfig config,
      SendCommand send,
      ResolveUnknownDial resolve,
      RecordCommandOutcome outcome) {
    this.queue = queue;
    this.config = config;
    this.send = send;
    this.resolve = resolve;
    this.outcome = outcome;
  }

  /** What is on its way is waited for by the HTTP client; nothing new is begun. */
  void stop(@Observes ShutdownEvent ignored) {
    stopping = true;
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    wake();
  }

  @Override
  public void afterGap() {
    wake();
  }

  @Scheduled(
      identity = "send-commands",
      every = "${ramal.dialing.poll-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> poll() {
    wake();
    return Uni.createFrom().voidItem();
  }

  @Scheduled(
      identity = "ask-about-dials",
      every = "${ramal.dialing.ask-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> lookBehind() {
    if (stopping) {
      return Uni.createFrom().voidItem();
    }
    int most = config.concurrency();
    return queue
        .leftBehind(config.longestSending(), config.lease(), most)
        .chain(left -> each(left, this::foundSending))
        .chain(() -> queue.toAsk(config.lease(), most))
        .chain(unknown -> each(unknown, resolve::resolve))
        .onFailure()
        .invoke(failure -> LOG.warnf("cannot look for unknown outcomes now: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  /** One claim at a time; one during a claim lets it go round once more. */
  private void wake() {
    if (!stopping && wakeUps.getAndIncrement() == 0) {
      claim();
    }
  }

  /** Claims as much as there is room for; what is done makes room and wakes. */
  private void claim() {
    int seen = wakeUps.get();
    int room = config.concurrency() - onTheirWay.get();
    if (room <= 0) {
      wakeUps.set(0);
      return;
    }
    queue
        .toSend(room)
        .subscribe()
        .with(
            claimed -> {
              claimed.forEach(this::start);
              if (claimed.size() == room || !wakeUps.compareAndSet(seen, 0)) {
                claim();
              }
            },
            failure -> {
              LOG.warnf("cannot claim intents now, the poll tries again: %s", failure);
              wakeUps.set(0);
            });
  }

  private void start(Command command) {
    onTheirWay.incrementAndGet();
    send.send(command)
        .subscribe()
        .with(
            done -> {
              onTheirWay.decrementAndGet();
              wake();
            });
  }

  private Uni<Void> foundSending(Command command) {
    LOG.warnf("call=%s an intent was left behind while it was sent", command.call());
    return outcome.record(command, new CommandResult.Unknown("found sending after a crash"));
  }

  private Uni<Void> each(List<Command> commands, Function<Command, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(commands)
        .onItem()
        .transformToUni(command -> work.apply(command))
        .merge(Math.max(1, config.concurrency()))
        .onItem()
        .ignoreAsUni();
  }
}
