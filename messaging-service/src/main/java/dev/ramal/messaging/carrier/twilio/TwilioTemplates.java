package dev.ramal.messaging.carrier.twilio;

import com.twilio.rest.content.v1.Content;
import com.twilio.rest.content.v1.Content.ContentCreateRequest;
import com.twilio.rest.content.v1.Content.TwilioText;
import com.twilio.rest.content.v1.Content.Types;
import com.twilio.rest.content.v1.content.ApprovalCreate;
import com.twilio.rest.content.v1.content.ApprovalCreate.ContentApprovalRequest;
import com.twilio.rest.content.v1.content.ApprovalFetch;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.TemplateCarrier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Twilio's Content: a text of type {@code twilio/text}, and its approval by WhatsApp. */
@ApplicationScoped
class TwilioTemplates implements TemplateCarrier {
  private static final int PAGE = 100;

  /** More drafts than that nobody looks through; a second one does no harm. */
  private static final int MOST = 1000;

  private final TwilioApi twilio;

  TwilioTemplates(TwilioApi twilio) {
    this.twilio = twilio;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public Uni<CarrierReply<String>> create(CarrierAccount account, Text text) {
    Types types = new Types.Builder().twilioText(TwilioText.builder(text.body()).build()).build();
    ContentCreateRequest wanted =
        ContentCreateRequest.builder(text.language(), types)
            .friendlyName(text.name())
            .variables(text.examples())
            .build();
    return twilio
        .ask(account, client -> Content.creator(wanted).create(client))
        .map(reply -> reply.map(Content::getSid));
  }

  @Override
  public Uni<CarrierReply<Optional<String>>> find(CarrierAccount account, String name) {
    return twilio.lookUp(
        account,
        client ->
            StreamSupport.stream(
                    Content.reader().setPageSize(PAGE).limit(MOST).read(client).spliterator(),
                    false)
                .filter(content -> name.equals(content.getFriendlyName()))
                .map(Content::getSid)
                .findFirst());
  }

  @Override
  public Uni<CarrierReply<Decision>> request(
      CarrierAccount account, String contentId, String name, String category) {
    ContentApprovalRequest wanted = ContentApprovalRequest.builder(name, category).build();
    return twilio
        .ask(account, client -> ApprovalCreate.creator(contentId, wanted).create(client))
        .map(
            reply ->
                reply.map(
                    created ->
                        decision(
                            created.getStatus(),
                            created.getRejectionReason(),
                            created.getCategory())));
  }

  @Override
  public Uni<CarrierReply<Decision>> ask(CarrierAccount account, String contentId) {
    return twilio
        .lookUp(account, client -> ApprovalFetch.fetcher(contentId).fetch(client))
        .map(reply -> reply.map(TwilioTemplates::decision));
  }

  private static Decision decision(ApprovalFetch told) {
    return told.getWhatsapp() instanceof Map<?, ?> whatsApp
        ? decision(
            text(whatsApp.get("status")),
            text(whatsApp.get("rejection_reason")),
            text(whatsApp.get("category")))
        : new Decision(Verdict.UNSUBMITTED, null, null);
  }

  private static Decision decision(String status, String reason, String category) {
    Verdict verdict =
        switch (status == null ? "" : status) {
          case "unsubmitted" -> Verdict.UNSUBMITTED;
          case "received", "pending" -> Verdict.PENDING;
          case "approved" -> Verdict.APPROVED;
          case "rejected" -> Verdict.REJECTED;
          case "paused" -> Verdict.PAUSED;
          case "disabled" -> Verdict.DISABLED;
          default -> Verdict.UNKNOWN;
        };
    return new Decision(verdict, reason == null || reason.isBlank() ? null : reason, category);
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
