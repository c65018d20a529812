package dev.ramal.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.events.LegName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever a leg can be told to do: every whisper with every machine and every recording. */
public final class EveryPlan {
  private static final List<Whisper> WHISPERS =
      List.of(
          new Whisper.NotWanted(),
          new Whisper.ToSay("Maria"),
          new Whisper.Saying("Maria"),
          new Whisper.Over());
  private static final List<Detection.Stage> STAGES =
      List.of(
          new Detection.NotWanted(),
          new Detection.Awaiting(),
          new Detection.Connects(),
          new Detection.Greeting(false),
          new Detection.Beeped(true),
          new Detection.Leaving(),
          new Detection.LetGo("machine"));
  private static final List<RecordingProgress> RECORDINGS =
      List.of(
          new RecordingProgress.NotWanted(null),
          new RecordingProgress.ToTell(),
          new RecordingProgress.Telling(),
          new RecordingProgress.Asking(null),
          new RecordingProgress.Allowed(null),
          new RecordingProgress.Begun(null, null, null),
          new RecordingProgress.Missing(null, "absent", null),
          new RecordingProgress.Withheld("untold", null, true),
          new RecordingProgress.Withheld("no-key", null, false),
          new RecordingProgress.NotBegun(new RecordingProgress.ToTell()));

  private EveryPlan() {}

  public static Set<List<VoiceInstruction>> of(LegName leg) {
    checkWhole(Whisper.class, WHISPERS);
    checkWhole(Detection.Stage.class, STAGES);
    checkWhole(RecordingProgress.class, RECORDINGS);
    Set<List<VoiceInstruction>> plans = new LinkedHashSet<>();
    plans.add(VoicePlan.unavailable());
    if (leg == LegName.LEAD) {
      plans.addAll(ofCallers());
    }
    for (Whisper whisper : WHISPERS) {
      for (Detection.Stage stage : STAGES) {
        for (RecordingProgress recording : RECORDINGS) {
          plans.add(VoicePlan.next(leg, state(whisper, stage, recording)));
        }
      }
    }
    return plans;
  }

  private static void checkWhole(Class<?> sealed, List<?> samples) {
    Set<Class<?>> seen = samples.stream().map(Object::getClass).collect(Collectors.toSet());
    assertThat(seen).isEqualTo(Set.of(sealed.getPermittedSubclasses()));
  }

  static CallState state(Whisper whisper, Detection.Stage stage, RecordingProgress recording) {
    Detection detection = new Detection(null, stage);
    return new CallState(
        CallStatus.IN_PROGRESS,
        List.of(),
        null,
        whisper,
        detection,
        recording,
        Controls.of(List.of(), null),
        Transfers.NONE,
        null,
        InboundProgress.NONE,
        null);
  }

  /** What a caller does of whom we take care. */
  private static List<List<VoiceInstruction>> ofCallers() {
    List<List<VoiceInstruction>> plans = new ArrayList<>();
    plans.add(InboundVoice.welcome());
    plans.add(InboundVoice.waiting(0));
    plans.add(InboundVoice.waiting(7));
    for (InboundProgress.Stage stage : InboundProgress.Stage.values()) {
      for (boolean left : List.of(true, false)) {
        plans.add(InboundVoice.next(caller(stage, FactBody.Routed.CLOSED, false, left)));
      }
      plans.add(InboundVoice.next(caller(stage, FactBody.Routed.NO_AGENT, true, false)));
    }
    return plans;
  }

  private static CallState caller(
      InboundProgress.Stage stage, String why, boolean greeted, boolean messageLeft) {
    FactBody.Routed closed = new FactBody.Routed(FactBody.Routed.END, why);
    return new CallState(
        CallStatus.RINGING,
        List.of(),
        null,
        new Whisper.NotWanted(),
        new Detection(null, new Detection.NotWanted()),
        new RecordingProgress.NotWanted(null),
        Controls.of(List.of(), null),
        Transfers.NONE,
        null,
        new InboundProgress(stage, false, 1, 0, null, closed, Set.of(), greeted, messageLeft),
        null);
  }
}
