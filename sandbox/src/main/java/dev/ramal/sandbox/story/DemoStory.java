package dev.ramal.sandbox.story;

import dev.ramal.sandbox.story.steps.ClickToCall;
import dev.ramal.sandbox.story.steps.DemandKey;
import dev.ramal.sandbox.story.steps.ExportMonth;
import dev.ramal.sandbox.story.steps.FindNote;
import dev.ramal.sandbox.story.steps.FollowLive;
import dev.ramal.sandbox.story.steps.HaveCallsRecorded;
import dev.ramal.sandbox.story.steps.LogIn;
import dev.ramal.sandbox.story.steps.MeetMachine;
import dev.ramal.sandbox.story.steps.PlayRecording;
import dev.ramal.sandbox.story.steps.ReadConsent;
import dev.ramal.sandbox.story.steps.ReadExplanation;
import dev.ramal.sandbox.story.steps.RefuseForgery;
import dev.ramal.sandbox.story.steps.RepeatCallbacks;
import dev.ramal.sandbox.story.steps.SendMessage;
import dev.ramal.sandbox.story.steps.StayPrivate;
import java.util.ArrayList;
import java.util.List;

/** One call and one message, from click to usage line, through both carriers. */
public final class DemoStory {
  private DemoStory() {}

  public static Story of() {
    List<Step> steps = new ArrayList<>();
    steps.add(new LogIn());
    steps.add(new HaveCallsRecorded());
    steps.addAll(call("twilio", false));
    steps.add(new DemandKey());
    steps.addAll(call("telnyx", true));
    steps.add(new MeetMachine("twilio"));
    steps.add(new MeetMachine("telnyx"));
    steps.add(new SendMessage());
    steps.add(new RefuseForgery());
    steps.add(new RepeatCallbacks("twilio"));
    steps.add(new RepeatCallbacks("telnyx"));
    steps.add(new StayPrivate());
    steps.add(new ExportMonth());
    return new Story("One call and one message, from click to usage line", steps);
  }

  private static List<Step> call(String carrier, boolean key) {
    return List.of(
        new ClickToCall(carrier),
        new FollowLive(carrier),
        new ReadConsent(carrier, key),
        new PlayRecording(carrier),
        new FindNote(carrier),
        new ReadExplanation(carrier));
  }
}
