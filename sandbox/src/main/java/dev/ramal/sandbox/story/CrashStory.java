package dev.ramal.sandbox.story;

import dev.ramal.sandbox.story.steps.ClickToCall;
import dev.ramal.sandbox.story.steps.FindNote;
import dev.ramal.sandbox.story.steps.HaveCallsRecorded;
import dev.ramal.sandbox.story.steps.KillCallService;
import dev.ramal.sandbox.story.steps.LogIn;
import dev.ramal.sandbox.story.steps.PlayRecording;
import dev.ramal.sandbox.story.steps.ReadExplanation;
import dev.ramal.sandbox.story.steps.RepeatCallbacks;
import java.util.List;

/**
 * call-service dies in the middle of a call; call, note and usage line come out once all the same.
 */
public final class CrashStory {
  private CrashStory() {}

  /**
   * @param kill ends call-service as a crash would
   * @param restart starts it again and returns when it is ready
   */
  public static Story of(String carrier, Runnable kill, Runnable restart) {
    return new Story(
        "call-service is killed in the middle of a call through " + carrier,
        List.of(
            new LogIn(),
            new HaveCallsRecorded(),
            new ClickToCall(carrier),
            new KillCallService(carrier, kill, restart),
            new PlayRecording(carrier),
            new FindNote(carrier),
            new ReadExplanation(carrier),
            new RepeatCallbacks(carrier)));
  }
}
