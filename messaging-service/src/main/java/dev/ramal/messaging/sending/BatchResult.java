package dev.ramal.messaging.sending;

import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.sending.Acceptance.Accepted;
import dev.ramal.messaging.sending.Acceptance.Refused;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a batch.
 *
 * @param items one for each message that was asked for, in the same order
 */
@Schema(name = "MessageBatch")
record BatchResult(int accepted, int refused, List<BatchItem> items) {
  private static final int CREATED = 201;

  /** Of every problem in it: the request that was made. */
  private static final String INSTANCE = "/api/messages/batch";

  /**
   * What became of one message.
   *
   * @param status what it would have been answered alone
   * @param message null when it was refused
   * @param problem null when it was accepted
   */
  @Schema(name = "MessageBatchItem")
  record BatchItem(
      @Schema(description = "What it would have been answered alone: 201, 400, 409, 422 or 429")
          int status,
      @Schema(nullable = true) TakenMessage message,
      @Schema(nullable = true, description = "Why it was refused") Problem problem) {

    static BatchItem of(Acceptance answer, NewMessage asked) {
      if (answer instanceof Refused refused) {
        return new BatchItem(
            refused.problem().status(), null, refused.problem().instance(INSTANCE));
      }
      Message message = ((Accepted) answer).message();
      return new BatchItem(CREATED, TakenMessage.of(message, asked.body()), null);
    }
  }

  /**
   * @param asked in the order of the answers
   */
  static BatchResult of(List<Acceptance> answers, List<NewMessage> asked) {
    int accepted = (int) answers.stream().filter(Accepted.class::isInstance).count();
    return new BatchResult(
        accepted,
        answers.size() - accepted,
        IntStream.range(0, answers.size())
            .mapToObj(i -> BatchItem.of(answers.get(i), asked.get(i)))
            .toList());
  }
}
