package dev.ramal.messaging.sending;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.messaging.history.MessageView;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.TextChange;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that was taken.
 *
 * @param changes what was changed of the text that came
 */
@Schema(name = "TakenMessage")
record TakenMessage(
    @JsonUnwrapped MessageView message,
    @Schema(description = "What was changed of the text: composed, plain-spelling")
        List<String> changes) {

  /**
   * @param written null where it is made of a template, or is a file alone
   */
  static TakenMessage of(Message message, String written) {
    return new TakenMessage(
        MessageView.of(message),
        written == null ? List.of() : TextChange.between(written, message.details().body()));
  }
}
