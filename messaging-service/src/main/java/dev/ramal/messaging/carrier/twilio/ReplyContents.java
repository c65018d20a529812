package dev.ramal.messaging.carrier.twilio;

import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.content.v1.Content;
import com.twilio.rest.content.v1.Content.ContentCreateRequest;
import com.twilio.rest.content.v1.Content.QuickReplyAction;
import com.twilio.rest.content.v1.Content.QuickReplyActionType;
import com.twilio.rest.content.v1.Content.TwilioQuickReply;
import com.twilio.rest.content.v1.Content.Types;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.EventJson;
import dev.ramal.events.ReplyButton;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reply buttons at Twilio stand in a content of the account, which a message names. Within
 * WhatsApp's window it needs nobody's approval. One content serves all texts with the same buttons:
 * the text is its variable. A text of several lines, which a variable cannot hold, has a content of
 * its own.
 *
 * <p>Failure policy: a content sends nothing. One too many, made by another process or after a
 * restart, costs nothing.
 */
@ApplicationScoped
class ReplyContents {
  private static final int REMEMBERED = 1_000;
  private static final String LANGUAGE = "pt_BR";
  private static final String TEXT = "1";
  private static final String VARIABLE = "{{1}}";
  private static final String EXAMPLE = "Como posso ajudar?";

  /** WhatsApp takes no line breaks, tabs or four spaces in a row inside a variable. */
  private static final Pattern NO_VARIABLE = Pattern.compile("[\\n\\r\\t]| {4}");

  private final TwilioApi twilio;
  private final Map<Wanted, String> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Wanted, String> eldest) {
              return size() > REMEMBERED;
            }
          });

  ReplyContents(TwilioApi twilio) {
    this.twilio = twilio;
  }

  /** What a content holds: so far two messages need the same. */
  private record Wanted(String accountSid, String body, List<ReplyButton> buttons) {}

  /**
   * A content that a message may name.
   *
   * @param text for its variable; null where it has none
   */
  record ReplyContent(String sid, String text) {
    MessageCreator fill(MessageCreator creator) {
      creator.setContentSid(sid);
      return text == null
          ? creator
          : creator.setContentVariables(EventJson.write(Map.of(TEXT, text)));
    }
  }

  /** The content for a message; null inside of {@code Done} where it has no buttons. */
  Uni<CarrierReply<ReplyContent>> of(CarrierAccount account, MessageDetails details) {
    List<ReplyButton> buttons = details.content() == null ? List.of() : details.content().offered();
    if (buttons.isEmpty()) {
      return Uni.createFrom().item(new CarrierReply.Done<>(null));
    }
    Wanted wanted = wanted(account, details);
    String text = wanted.body().equals(VARIABLE) ? details.body() : null;
    String sid = known.get(wanted);
    return sid != null
        ? Uni.createFrom().item(new CarrierReply.Done<>(new ReplyContent(sid, text)))
        : create(account, wanted)
            .map(reply -> reply.map(created -> new ReplyContent(created, text)));
  }

  /** The content of a message is not there any more. */
  void forget(CarrierAccount account, MessageDetails details) {
    known.remove(wanted(account, details));
  }

  private static Wanted wanted(CarrierAccount account, MessageDetails details) {
    boolean literal = NO_VARIABLE.matcher(details.body()).find();
    return new Wanted(
        account.accountSid(), literal ? details.body() : VARIABLE, details.content().offered());
  }

  private Uni<CarrierReply<String>> create(CarrierAccount account, Wanted wanted) {
    return twilio
        .ask(account, client -> Content.creator(request(wanted)).create(client).getSid())
        .invoke(
            reply -> {
              if (reply instanceof CarrierReply.Done<String> done) {
                known.put(wanted, done.value());
              }
            });
  }

  private static ContentCreateRequest request(Wanted wanted) {
    List<QuickReplyAction> actions =
        wanted.buttons().stream()
            .map(
                button ->
                    QuickReplyAction.builder(button.title())
                        .type(QuickReplyActionType.QUICK_REPLY)
                        .id(button.id())
                        .build())
            .toList();
    Types types =
        Types.builder()
            .twilioQuickReply(TwilioQuickReply.builder(wanted.body(), actions).build())
            .build();
    return ContentCreateRequest.builder(LANGUAGE, types)
        .friendlyName("ramal reply buttons")
        .variables(wanted.body().equals(VARIABLE) ? Map.of(TEXT, EXAMPLE) : Map.of())
        .build();
  }
}
