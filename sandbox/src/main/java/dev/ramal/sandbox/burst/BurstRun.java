package dev.ramal.sandbox.burst;

import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Has one sender write to thousands at the pace that its carrier takes and enforces, while another
 * organization writes now and then; then has that one write at one a minute what is good for a
 * minute.
 */
public final class BurstRun {
  private static final int BATCH = 100;
  private static final int LATE = 5;

  /** Carriers' stand-ins answer numbers that end in certain digits in their own ways: none here. */
  private static final int FIRST_NUMBER = 1_050_000;

  private static final int MOST = 60_000;
  private static final int MOST_A_SECOND = 1_000;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration NEWS = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Set<String> UNDER_WAY = Set.of("accepted", "sending", "sending-unknown");

  private final Sender many;
  private final Sender few;
  private final CarrierLimit limit;
  private final Progress progress;
  private final AtomicInteger contacts = new AtomicInteger(FIRST_NUMBER);

  public BurstRun(SandboxStatus status, Progress progress) {
    FreshClient client = new FreshClient(status);
    this.many = new Sender(client, status, "aurora", "carla");
    this.few = new Sender(client, status, "boreal", "bia");
    this.limit = new CarrierLimit(client);
    this.progress = progress;
  }

  /**
   * @param perSecond what the sender's organization sets and the carrier enforces
   * @return whether every rule held
   */
  public boolean play(int messages, int perSecond) {
    if (messages < 1 || messages > MOST || perSecond < 1 || perSecond > MOST_A_SECOND) {
      throw new SandboxFailure(
          "--messages takes 1 to %d, --rate 1 to %d.".formatted(MOST, MOST_A_SECOND));
    }
    progress.say("%d messages of one sender at %d/s".formatted(messages, perSecond));
    try {
      few.settings(Map.of("quietHours", false, "smsPerMinute", 0, "validityMinutes", 0));
      many.settings(
          Map.of("quietHours", false, "smsPerMinute", 60 * perSecond, "validityMinutes", 0));
      limit.set(perSecond);
      BurstOutcome seen = burst(messages, perSecond);
      List<String> broken = JudgeBurst.judge(seen);
      tell(seen, broken);
      return broken.isEmpty();
    } finally {
      limit.set(0);
      many.settings(Map.of("smsPerMinute", 0, "validityMinutes", 0));
      few.settings(Map.of("smsPerMinute", 0, "validityMinutes", 0));
    }
  }

  private BurstOutcome burst(int messages, int perSecond) {
    Neighbour neighbour = new Neighbour(few, this::contact);
    List<String> wanted = IntStream.range(0, messages).mapToObj(i -> contact()).toList();
    List<String> ids = new ArrayList<>();
    long begin = System.nanoTime();
    for (int from = 0; from < messages; from += BATCH) {
      List<String> batch = wanted.subList(from, Math.min(messages, from + BATCH));
      ids.addAll(many.send(batch, "Olá! Sua proposta chegou."));
      if (from == 0) {
        neighbour.begin();
      }
    }
    progress.say("all accepted; %d are with the carrier by now".formatted(limit.taken()));
    Duration longest = Duration.ofSeconds(messages / perSecond).multipliedBy(2).plus(PATIENCE);
    until(longest, () -> limit.taken() >= messages && many.takenFor().size() >= messages);
    Duration length = Duration.ofNanos(System.nanoTime() - begin);
    List<Duration> felt = neighbour.end();
    int refused = limit.refused();
    Map<String, Long> states = states(many, ids);
    return late(wanted, states, refused, length, felt);
  }

  private BurstOutcome late(
      List<String> wanted,
      Map<String, Long> states,
      int refused,
      Duration length,
      List<Duration> felt) {
    progress.say("%d of the other that are good for a minute, at one a minute".formatted(LATE));
    few.settings(Map.of("smsPerMinute", 1, "validityMinutes", 1));
    List<String> late = IntStream.range(0, LATE).mapToObj(i -> contact()).toList();
    Map<String, Long> lateStates = states(few, few.send(late, "Só agora!"));
    return new BurstOutcome(
        wanted,
        many.takenFor(),
        states,
        refused,
        length,
        felt,
        late,
        lateStates,
        few.takenFor().stream().filter(late::contains).count());
  }

  /** Once none of them is under way any more, or after a while. */
  private Map<String, Long> states(Sender sender, Collection<String> ids) {
    Map<String, String> states = new TreeMap<>();
    until(
        PATIENCE,
        () -> {
          ids.stream()
              .filter(id -> UNDER_WAY.contains(states.getOrDefault(id, "accepted")))
              .forEach(id -> states.put(id, sender.status(id)));
          return states.values().stream().noneMatch(UNDER_WAY::contains);
        });
    return states.values().stream()
        .collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()));
  }

  private void until(Duration longest, BooleanSupplier holds) {
    long[] told = {System.nanoTime()};
    try {
      Awaitility.await()
          .atMost(longest)
          .pollInterval(LOOK)
          .pollInSameThread()
          .until(
              () -> {
                if (System.nanoTime() - told[0] > NEWS.toNanos()) {
                  told[0] = System.nanoTime();
                  progress.say(
                      "%d with the carrier, %d refused".formatted(limit.taken(), limit.refused()));
                }
                return holds.getAsBoolean();
              });
    } catch (ConditionTimeoutException e) {
      progress.say("waited in vain for " + longest.toSeconds() + " s");
    }
  }

  private String contact() {
    return "+551195" + contacts.getAndIncrement();
  }

  private void tell(BurstOutcome seen, List<String> broken) {
    progress.say(
        "%d at the carrier after %.1f s: %.1f/s, %d answered with 429"
            .formatted(
                seen.wanted().size(),
                seen.length().toMillis() / 1e3,
                seen.wanted().size() * 1e3 / seen.length().toMillis(),
                seen.refused()));
    progress.say("states: " + seen.states());
    List<Long> felt = seen.neighbour().stream().map(Duration::toMillis).sorted().toList();
    if (!felt.isEmpty()) {
      progress.say(
          "%d messages of another organization meanwhile: with the carrier after %d ms, at most %d"
              .formatted(felt.size(), felt.get(felt.size() / 2), felt.get(felt.size() - 1)));
    }
    progress.say("of %d late ones: %s".formatted(seen.late().size(), seen.lateStates()));
    broken.forEach(one -> progress.say("✗ " + one));
    progress.say(
        broken.isEmpty()
            ? "✓ each once, at the pace of its sender, and nobody else waited"
            : "✗ %d rules broken".formatted(broken.size()));
  }
}
