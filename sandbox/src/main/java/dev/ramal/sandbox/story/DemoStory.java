package dev.ramal.sandbox.story;

import dev.ramal.sandbox.story.steps.AddUpCalls;
import dev.ramal.sandbox.story.steps.AskPermission;
import dev.ramal.sandbox.story.steps.BuyNumber;
import dev.ramal.sandbox.story.steps.Cast;
import dev.ramal.sandbox.story.steps.ClickToCall;
import dev.ramal.sandbox.story.steps.CloseLastMonth;
import dev.ramal.sandbox.story.steps.CompareManifest;
import dev.ramal.sandbox.story.steps.CompareRoutes;
import dev.ramal.sandbox.story.steps.DeclineInCrm;
import dev.ramal.sandbox.story.steps.DemandKey;
import dev.ramal.sandbox.story.steps.ExportMonth;
import dev.ramal.sandbox.story.steps.FindCallback;
import dev.ramal.sandbox.story.steps.FindNote;
import dev.ramal.sandbox.story.steps.FollowLive;
import dev.ramal.sandbox.story.steps.HandCallOver;
import dev.ramal.sandbox.story.steps.HaveCallsRecorded;
import dev.ramal.sandbox.story.steps.HaveCrmBack;
import dev.ramal.sandbox.story.steps.HoldMutePress;
import dev.ramal.sandbox.story.steps.LeaveMessage;
import dev.ramal.sandbox.story.steps.LogIn;
import dev.ramal.sandbox.story.steps.LoseCrm;
import dev.ramal.sandbox.story.steps.MeetMachine;
import dev.ramal.sandbox.story.steps.MissAndCallBack;
import dev.ramal.sandbox.story.steps.OptOutByWord;
import dev.ramal.sandbox.story.steps.PlayRecording;
import dev.ramal.sandbox.story.steps.PullKillSwitch;
import dev.ramal.sandbox.story.steps.ReadConsent;
import dev.ramal.sandbox.story.steps.ReadExplanation;
import dev.ramal.sandbox.story.steps.ReadReply;
import dev.ramal.sandbox.story.steps.ReadTopics;
import dev.ramal.sandbox.story.steps.ReconcileCarrier;
import dev.ramal.sandbox.story.steps.RedriveQuarantined;
import dev.ramal.sandbox.story.steps.RefuseForgery;
import dev.ramal.sandbox.story.steps.RepairDeadLetter;
import dev.ramal.sandbox.story.steps.RepairNote;
import dev.ramal.sandbox.story.steps.RepeatCallbacks;
import dev.ramal.sandbox.story.steps.SayHowItWent;
import dev.ramal.sandbox.story.steps.SendMessage;
import dev.ramal.sandbox.story.steps.SendTemplate;
import dev.ramal.sandbox.story.steps.StayPrivate;
import dev.ramal.sandbox.story.steps.TakeToken;
import dev.ramal.sandbox.story.steps.TalkWithConsent;
import dev.ramal.sandbox.story.steps.TellAlert;
import dev.ramal.sandbox.story.steps.TellLastMonth;
import dev.ramal.sandbox.story.steps.WaitInQueue;
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
    steps.addAll(inCall());
    steps.addAll(callers());
    steps.add(new AskPermission());
    steps.add(new CompareRoutes());
    steps.add(new TakeToken());
    steps.add(new BuyNumber("twilio"));
    steps.add(new BuyNumber("telnyx"));
    steps.add(new AddUpCalls());
    steps.addAll(outageOfCrm());
    steps.add(new PullKillSwitch());
    steps.add(new SendMessage());
    steps.add(new SendTemplate());
    steps.add(new ReadReply());
    steps.add(new OptOutByWord());
    steps.add(new DeclineInCrm());
    steps.add(new ReadTopics());
    steps.add(new TellAlert());
    steps.add(new RepairDeadLetter());
    steps.add(new RedriveQuarantined());
    steps.add(new RefuseForgery());
    steps.add(new RepeatCallbacks("twilio"));
    steps.add(new RepeatCallbacks("telnyx"));
    steps.add(new StayPrivate());
    steps.add(new ExportMonth());
    steps.addAll(lastMonth());
    return new Story("One call and one message, from click to usage line", steps);
  }

  private static List<Step> inCall() {
    return List.of(
        new TalkWithConsent(Cast.AURORA, true),
        new HoldMutePress(Cast.AURORA, true),
        new HandCallOver(Cast.AURORA, true),
        new SayHowItWent(),
        new TalkWithConsent(Cast.BOREAL, false),
        new HoldMutePress(Cast.BOREAL, false),
        new HandCallOver(Cast.BOREAL, false));
  }

  private static List<Step> outageOfCrm() {
    return List.of(new LoseCrm(), new HaveCrmBack(), new RepairNote());
  }

  private static List<Step> lastMonth() {
    return List.of(
        new TellLastMonth(), new CloseLastMonth(), new CompareManifest(), new ReconcileCarrier());
  }

  private static List<Step> callers() {
    return List.of(new WaitInQueue(), new MissAndCallBack(), new LeaveMessage());
  }

  private static List<Step> call(String carrier, boolean key) {
    return List.of(
        new ClickToCall(carrier),
        new FollowLive(carrier),
        new ReadConsent(carrier, key),
        new PlayRecording(carrier),
        new FindNote(carrier),
        new ReadExplanation(carrier),
        new FindCallback(carrier));
  }
}
