package dev.ramal.gateway.instructions;

import dev.ramal.kit.serviceauth.ServiceToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks call-service, once, within the deadline. Asking changes nothing there, and still it is not
 * repeated: the caller is waiting.
 *
 * <p>After half of the last ten requests have failed nobody is asked for three seconds, so that a
 * dead call-service costs the caller nothing.
 */
@ApplicationScoped
public class AskForInstructions {
  private final VoiceDecisions callService;
  private final ServiceToken token;
  private final InstructionsConfig config;

  AskForInstructions(
      @RestClient VoiceDecisions callService, ServiceToken token, InstructionsConfig config) {
    this.callService = callService;
    this.token = token;
    this.config = config;
  }

  @CircuitBreaker(
      requestVolumeThreshold = 10,
      failureRatio = 0.5,
      delay = 3,
      delayUnit = ChronoUnit.SECONDS)
  public Uni<Instruction> ask(String step, InstructionRequest request) {
    return token
        .bearer()
        .chain(bearer -> callService.decide(bearer, step, request))
        .invoke(
            instruction -> {
              if (instruction == null || !instruction.isUsable()) {
                throw new IllegalStateException("call-service answered no instructions");
              }
            })
        .ifNoItem()
        .after(config.deadline())
        .fail();
  }
}
