package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.EveryPlan;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.carrier.HoldMusic;
import dev.ramal.calls.carrier.VoiceRenderer.SteeredLeg;
import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.testkit.twiml.TwimlSchema;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-276 every plan that a call can reach is a document as Twilio publishes it")
class TwimlOfPlansTest {
  private static final String WORDS = "Maria <Souza> & \"Filhos\", ação 100% — 'já'";

  private final TwimlRenderer renderer =
      new TwimlRenderer(
          new TwilioUrls(address()),
          config(DialingConfig.class),
          config(CallerConfig.class),
          new HoldMusic(config(DialingConfig.class), address()));

  private static <T> T config(Class<T> mapping) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }

  @Test
  void shouldRenderEveryPlanThatACallCanReach() {
    Set<String> seen = new TreeSet<>();
    for (LegName leg : List.of(LegName.AGENT, LegName.agent(2), LegName.LEAD)) {
      for (List<VoiceInstruction> plan : EveryPlan.of(leg)) {
        // When
        String document = render(leg, plan);

        // Then
        TwimlSchema.check(document);
        plan.forEach(instruction -> seen.add(instruction.getClass().getSimpleName()));
      }
    }
    assertThat(seen)
        .as("instructions that were seen")
        .hasSize(VoiceInstruction.class.getPermittedSubclasses().length);
  }

  @Test
  void shouldProveNothingElseByComingBackThanWhatWasSaid() {
    // When / Then
    assertThat(say(LegName.AGENT, Prompt.WHISPER)).contains("/agent-told?");
    assertThat(say(LegName.LEAD, Prompt.RECORDING_DISCLAIMER)).contains("/lead-told?");
    assertThat(say(LegName.LEAD, Prompt.VOICEMAIL_MESSAGE))
        .contains("/lead-left?")
        .doesNotContain("lead-told");
    assertThat(TwimlSchema.faults("<Response><Say lang=\"pt-BR\">Olá</Say></Response>"))
        .as("a fault is found")
        .hasSize(1);
  }

  @Test
  void shouldNotEndTheConferenceWithWhoIsToTakeOver() {
    // Given
    List<VoiceInstruction> join = List.of(new VoiceInstruction.JoinConference());

    // When / Then
    assertThat(render(LegName.agent(2), join)).contains("endConferenceOnExit=\"false\"");
    assertThat(render(LegName.AGENT, join)).contains("endConferenceOnExit=\"true\"");
    assertThat(render(LegName.LEAD, join)).contains("endConferenceOnExit=\"true\"");
  }

  @Test
  @DisplayName("CALL-582 every sentence of ours stands in a document as Twilio publishes it")
  void shouldRenderEverySentence() {
    for (Prompt prompt : Prompt.values()) {
      // When
      SteeredLeg leg =
          new SteeredLeg(
              new ConnectionId("c1"),
              CallId.of("0195a1b2-0000-7000-8000-000000000001"),
              LegName.LEAD);
      String document =
          renderer
              .render(List.of(new VoiceInstruction.Speak(prompt)), leg, TwimlOfPlansTest::words)
              .body();

      // Then
      TwimlSchema.check(document);
    }
  }

  private static String words(Prompt prompt) {
    return prompt.words() == null || prompt.words().isBlank() ? WORDS : prompt.words();
  }

  private String say(LegName leg, Prompt prompt) {
    return render(leg, List.of(new VoiceInstruction.Speak(prompt)));
  }

  private String render(LegName leg, List<VoiceInstruction> plan) {
    SteeredLeg steered =
        new SteeredLeg(
            new ConnectionId("connection 1"),
            CallId.of("0195a1b2-0000-7000-8000-000000000001"),
            leg);
    return renderer.render(plan, steered, prompt -> WORDS).body();
  }

  private static WebhookAddress address() {
    return new WebhookAddress() {
      @Override
      public String baseUrl() {
        return "https://hooks.ramal.test";
      }

      @Override
      public Optional<String> fallbackBaseUrl() {
        return Optional.empty();
      }
    };
  }
}
