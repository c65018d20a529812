package dev.ramal.sandbox.dials;

import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Places intents at the pace at which the machine ends them, kills call-service once in the middle,
 * waits for every end, and judges what the carriers have made.
 */
public final class DialsRun {
  private static final int CLICKERS = 4;

  /** Calls that run at one time: what is more waits unclicked, so that no dial grows too old. */
  private static final int MOST_OPEN = 150;

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Longer than a dial may be left behind by a crash, after which somebody asks about it. */
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private final FreshClient client;
  private final StandIns standIns;
  private final String kafka;
  private final Progress progress;

  public DialsRun(SandboxStatus status, Progress progress) {
    this.client = new FreshClient(status);
    this.standIns = new StandIns(client);
    this.kafka = status.kafka().bootstrapServers();
    this.progress = progress;
  }

  /**
   * @param crash kills call-service and starts it again; returns when it is ready
   * @return whether every rule held
   */
  public boolean play(int count, long seed, Runnable crash) {
    if (count < 1 || count > DrawIntents.MOST) {
      throw new SandboxFailure("--intents takes 1 to " + DrawIntents.MOST + ".");
    }
    progress.say(count + " intents, seed " + seed);
    for (Team team : Team.values()) {
      Map<String, Object> settings = Map.of("carrier", team.carrier(), "record", false);
      client.as(team.admin(), team.organization()).put("/api/settings/voice", settings).expect(200);
    }
    standIns.talkBriefly();
    String run = UUID.randomUUID().toString().substring(0, 8);
    try (FirstEnds ends = new FirstEnds(kafka)) {
      List<PlacedIntent> placed = place(DrawIntents.draw(count, seed, run), ends, crash);
      awaitEnds(placed, ends);
      List<RungLeg> legs = untilNobodyIsRungAnyMore();
      List<PlacedIntent> asked = withStates(placed);
      List<String> broken = JudgeDials.judge(asked, legs, ends.all());
      new DialsReport(progress).tell(asked, legs, ends, standIns.met(), broken, seed);
      return broken.isEmpty();
    }
  }

  private List<PlacedIntent> place(List<DialIntent> intents, FirstEnds ends, Runnable crash) {
    ClickIntents clicks = new ClickIntents(client, standIns);
    AtomicInteger done = new AtomicInteger();
    ExecutorService clickers = Executors.newFixedThreadPool(CLICKERS);
    try {
      List<Future<PlacedIntent>> answers =
          intents.stream()
              .map(
                  intent ->
                      clickers.submit(
                          () -> {
                            Waiting.until(
                                () -> done.get() - ends.count() < MOST_OPEN, LOOK, PATIENCE);
                            PlacedIntent placed = clicks.place(intent);
                            tell(done.incrementAndGet(), intents.size(), ends);
                            return placed;
                          }))
              .toList();
      CompletableFuture<Void> crashed =
          CompletableFuture.runAsync(() -> crashInTheMiddle(done, intents.size(), crash));
      List<PlacedIntent> placed = answers.stream().map(DialsRun::get).toList();
      crashed.join();
      return placed;
    } finally {
      clickers.shutdownNow();
    }
  }

  private void crashInTheMiddle(AtomicInteger done, int count, Runnable crash) {
    Waiting.until(() -> done.get() >= count / 2, LOOK, Duration.ofHours(1));
    progress.say("call-service is killed with " + done + " clicks answered");
    crash.run();
    progress.say("call-service runs again");
  }

  private void tell(int done, int count, FirstEnds ends) {
    if (done % 100 == 0 || done == count) {
      progress.say("%d of %d clicked, %d ended".formatted(done, count, ends.count()));
    }
  }

  private void awaitEnds(List<PlacedIntent> placed, FirstEnds ends) {
    List<String> calls = placed.stream().flatMap(one -> one.calls().stream()).toList();
    boolean all = Waiting.until(() -> calls.stream().allMatch(ends::has), LOOK, PATIENCE);
    progress.say(
        (all ? "all " : "waited in vain; of " + calls.size() + " calls ")
            + ends.count()
            + " ended");
  }

  private List<RungLeg> untilNobodyIsRungAnyMore() {
    List<RungLeg> before;
    List<RungLeg> legs = standIns.legs();
    do {
      before = legs;
      Waiting.pause(SILENCE);
      legs = standIns.legs();
    } while (legs.size() > before.size());
    progress.say("nobody was rung for " + SILENCE.toSeconds() + " s");
    return legs;
  }

  private List<PlacedIntent> withStates(List<PlacedIntent> placed) {
    return IntStream.range(0, placed.size())
        .parallel()
        .mapToObj(i -> placed.get(i).in(status(placed.get(i))))
        .toList();
  }

  private String status(PlacedIntent one) {
    return one.calls().stream()
        .findFirst()
        .map(
            call ->
                client
                    .as(one.intent().team().admin(), one.intent().team().organization())
                    .get("/api/calls/" + call)
                    .expect(200)
                    .json()
                    .path("status")
                    .asText())
        .orElse(null);
  }

  private static PlacedIntent get(Future<PlacedIntent> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while clicking", e);
    } catch (ExecutionException e) {
      throw new SandboxFailure("A click broke off: " + e.getCause(), e);
    }
  }
}
