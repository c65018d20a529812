package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/**
 * When to give up waiting for the carrier's word that somebody was told, what a lead pressed, or
 * who picked up, or that somebody takes over: whoever has picked up must not stay in silence
 * because one event was lost.
 */
@ApplicationScoped
public class VoiceDeadlines {
  /** Stands in every row of the jobs. */
  public static final String QUEUE = "consent-deadlines";

  public static final String UNTOLD = "UNTOLD";
  public static final String UNANSWERED = "UNANSWERED";

  public static final String UNWHISPERED = "UNWHISPERED";
  public static final String UNDETECTED = "UNDETECTED";
  public static final String UNBEEPED = "UNBEEPED";
  public static final String UNSAID = "UNSAID";

  /** Who is to take over a call has not come; the payload names their leg. */
  public static final String TRANSFER_OVER = "TRANSFER_OVER";

  /** A slow voice. */
  private static final int CHARACTERS_PER_SECOND = 8;

  private final DialingConfig config;

  VoiceDeadlines(DialingConfig config) {
    this.config = config;
  }

  NewJob untold(Call call, String words) {
    return job(call, UNTOLD, speech(words));
  }

  NewJob unanswered(Call call) {
    return job(call, UNANSWERED, speech(Prompt.CONSENT_QUESTION.words()).plus(config.keyWithin()));
  }

  NewJob unwhispered(Call call, String words) {
    return job(call, UNWHISPERED, speech(words));
  }

  /** The carrier's own slack is in the time: somebody hears nothing meanwhile. */
  NewJob undetected(Call call) {
    return jobIn(call, UNDETECTED, config.detectWithin());
  }

  NewJob unbeeped(Call call) {
    return jobIn(call, UNBEEPED, config.beepWithin());
  }

  NewJob unsaid(Call call, String words) {
    return job(call, UNSAID, speech(words));
  }

  /** The lead may be alone meanwhile. The slack is there twice: to be put on hold, and to come. */
  public NewJob transferOver(Call call, LegName target) {
    Duration slack = config.consentSlack().multipliedBy(2);
    return NewJob.of(
            call.tenant(), QUEUE, TRANSFER_OVER, call.id().value(), new About(target.wire()))
        .once(TRANSFER_OVER + ":" + call.id() + ":" + target.wire())
        .withPriority(Priority.URGENT)
        .dueIn(config.agentRings().plus(slack));
  }

  /**
   * What a deadline of a transfer is about.
   *
   * @param leg of who is to take over
   */
  public record About(String leg) {}

  private NewJob job(Call call, String kind, Duration length) {
    return jobIn(call, kind, length.plus(config.consentSlack()));
  }

  private NewJob jobIn(Call call, String kind, Duration wait) {
    String id = call.id().value();
    return NewJob.of(call.tenant(), QUEUE, kind, id, Map.of())
        .once(kind + ":" + id)
        .withPriority(Priority.URGENT)
        .dueIn(wait);
  }

  private static Duration speech(String words) {
    return Duration.ofSeconds(1 + words.length() / CHARACTERS_PER_SECOND);
  }
}
