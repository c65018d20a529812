package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Whether a call that was hung up is over. The carrier took the hang-up, or says that there was
 * nothing left to end: if the callback with the end is lost, the call would stay as it was.
 */
@ApplicationScoped
public class HangUpQuestions {
  /** Stands in rows of the jobs. */
  private static final String KIND = "hung-up";

  private final Jobs jobs;
  private final EndConfig config;
  private final Clock clock;

  HangUpQuestions(Jobs jobs, EndConfig config, Clock clock) {
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** One for all legs; the call is locked by this transaction. */
  public Uni<Void> ask(Sql sql, Call hungUp) {
    String id = hungUp.id().value();
    NewJob question =
        NewJob.of(hungUp.tenant(), StaleCalls.QUESTIONS, KIND, id, Map.of())
            .once(id + ":" + KIND)
            .onAccount(hungUp.details().connectionId().value())
            .dueIn(wait(Duration.between(hungUp.lastFactAt(), clock.instant())));
    return jobs.append(sql, question).replaceWithVoid();
  }

  /** A leg that lives on is hung up again by the answer: each time after twice the silence. */
  private Duration wait(Duration silence) {
    return silence.compareTo(config.hungUpAfter()) > 0 ? silence : config.hungUpAfter();
  }

  /** Whether a stale call is asked about because it was hung up. */
  public static boolean isOne(Job question) {
    return question.kind().equals(KIND);
  }
}
