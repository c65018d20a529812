package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/**
 * When to give up waiting for the carrier's word that a lead was told, or what it pressed: a lead
 * who has picked up must not stay in silence because one event was lost.
 */
@ApplicationScoped
public class ConsentDeadlines {
  /** Stands in every row of the jobs. */
  public static final String QUEUE = "consent-deadlines";

  public static final String UNTOLD = "UNTOLD";
  public static final String UNANSWERED = "UNANSWERED";

  /** A slow voice. */
  private static final int CHARACTERS_PER_SECOND = 8;

  private final DialingConfig config;

  ConsentDeadlines(DialingConfig config) {
    this.config = config;
  }

  NewJob untold(Call call, String words) {
    return job(call, UNTOLD, speech(words));
  }

  NewJob unanswered(Call call) {
    return job(call, UNANSWERED, speech(Prompt.CONSENT_QUESTION.words()).plus(config.keyWithin()));
  }

  private NewJob job(Call call, String kind, Duration length) {
    String id = call.id().value();
    return NewJob.of(call.tenant(), QUEUE, kind, id, Map.of())
        .once(kind + ":" + id)
        .withPriority(Priority.URGENT)
        .dueIn(length.plus(config.consentSlack()));
  }

  private static Duration speech(String words) {
    return Duration.ofSeconds(1 + words.length() / CHARACTERS_PER_SECOND);
  }
}
