package dev.ramal.gateway.instructions;

import dev.ramal.gateway.carriers.VoiceAnswer;
import dev.ramal.kit.serviceauth.ServiceToken;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks call-service, once, within the deadline. Asking changes nothing there, and still it is not
 * repeated: the caller is waiting.
 *
 * <p>After half of the last ten requests have failed nobody is asked for three seconds, so that a
 * dead call-service costs the caller nothing. A question that is refused is no failure of this
 * kind: else one organization's strange calls would silence everybody's.
 */
@ApplicationScoped
public class AskForInstructions {
  /**
   * The answers below 500 that would meet any question: a bad token of ours, too slow, too many.
   */
  private static final Set<Integer> WHOEVER_ASKS = Set.of(401, 403, 408, 429);

  private final CallServiceClient callService;
  private final ServiceToken token;
  private final InstructionsConfig config;

  AskForInstructions(
      @RestClient CallServiceClient callService, ServiceToken token, InstructionsConfig config) {
    this.callService = callService;
    this.token = token;
    this.config = config;
  }

  /** The deadline of the first call, and of any after idle minutes, is not for fetching a token. */
  void keepToken(@Observes StartupEvent ignored) {
    token.keep();
  }

  @CircuitBreaker(
      requestVolumeThreshold = 10,
      failureRatio = 0.5,
      delay = 3,
      delayUnit = ChronoUnit.SECONDS,
      skipOn = AskForInstructions.InstructionRefused.class)
  public Uni<VoiceAnswer> ask(String step, InstructionRequest request) {
    return within(config.deadline(), token.bearer().chain(bearer -> decide(bearer, step, request)));
  }

  private Uni<VoiceAnswer> decide(String bearer, String step, InstructionRequest request) {
    return callService
        .decide(bearer, step, request)
        .onFailure(WebApplicationException.class)
        .transform(AskForInstructions::judge)
        .invoke(
            instruction -> {
              if (instruction == null || !instruction.isUsable()) {
                throw new IllegalStateException("call-service answered no instructions");
              }
            });
  }

  /**
   * Fails when nothing has come by then. The question is not withdrawn but goes on alone, and what
   * becomes of it is nobody's business any more: the caller has heard the apology, which is logged.
   */
  static <T> Uni<T> within(Duration deadline, Uni<T> question) {
    return Uni.createFrom()
        .<T>emitter(answer -> question.subscribe().with(answer::complete, answer::fail))
        .ifNoItem()
        .after(deadline)
        .fail();
  }

  private static Throwable judge(Throwable failure) {
    int status = ((WebApplicationException) failure).getResponse().getStatus();
    return status >= 500 || WHOEVER_ASKS.contains(status)
        ? failure
        : new InstructionRefused(status);
  }

  /**
   * Call-service lives and refuses this one question: it says nothing about whether the next one
   * would be answered. Carries no stack trace.
   */
  static final class InstructionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InstructionRefused(int status) {
      super("call-service refused the question with " + status, null, false, false);
    }
  }
}
