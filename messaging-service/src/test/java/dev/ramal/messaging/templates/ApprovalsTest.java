package dev.ramal.messaging.templates;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.templates.TemplateFixture.approval;
import static dev.ramal.messaging.templates.TemplateFixture.ask;
import static dev.ramal.messaging.templates.TemplateFixture.change;
import static dev.ramal.messaging.templates.TemplateFixture.create;
import static dev.ramal.messaging.templates.TemplateFixture.formOf;
import static dev.ramal.messaging.templates.TemplateFixture.name;
import static dev.ramal.messaging.templates.TemplateFixture.questions;
import static dev.ramal.messaging.templates.TemplateFixture.send;
import static dev.ramal.messaging.templates.TemplateFixture.sms;
import static dev.ramal.messaging.templates.TemplateFixture.whatsApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.TemplateApprovalChanged;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.OpenWindow;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.Fields;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class ApprovalsTest {
  @Inject MessagingFixture fixture;
  @Inject TemplateFixture templates;

  private final Postgres database = Postgres.database("messaging");

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-188 WhatsApp approves a text once; outside of the window it then goes as that")
  void shouldSendAnApprovedTemplateOutsideOfTheWindow(Organization organization) {
    // Given
    String seller = organization.seller();
    String admin = organization.admin();
    String account = organization.connection("twilio");
    String id = create(seller, whatsApp(name(), "Oi {{lead_name}}, a {{company}} tem novidades."));
    Map<String, Object> template =
        Map.of("id", id, "variables", Map.of("lead_name", "Ana", "company", "Aurora"));
    String to = contact();
    send(seller, to, "whatsapp", "twilio", template, 422)
        .body("code", equalTo("MESSAGES-0043"))
        .body("detail", containsString("/api/templates/" + id + "/approvals"));
    // When
    String content = templates.request(admin, id, account);
    // Then
    ask(admin, id, account).statusCode(409).body("code", equalTo("MESSAGES-0046"));
    approval(admin, id).body("approvals[0].state", equalTo("pending"));
    send(seller, to, "whatsapp", "twilio", template, 422)
        .body("detail", containsString(account + " pending"));
    templates.decide(admin, id, content, "approved", null);
    approval(admin, id)
        .body("approvals[0].state", equalTo("approved"))
        .body("approvals[0].variant", equalTo("A"))
        .body("approvals[0].carrier", equalTo("twilio"));
    String message =
        send(seller, to, "whatsapp", "twilio", template, 201)
            .body("template.approved", equalTo(true))
            .body("body", equalTo("Oi Ana, a Aurora tem novidades."))
            .extract()
            .path("id");
    patiently().until(() -> atTwilio(to).size() == 1);
    awaitStatus(seller, message, "sending");
    assertThat(atTwilio(to).get(0).getString("body")).isEqualTo("Oi Ana, a Aurora tem novidades.");
    Fields form = formOf(to);
    assertThat(form.get("ContentSid")).isEqualTo(content);
    assertThat(form.get("Body")).isNull();
    get(seller, "/api/conversations?channel=whatsapp&contact=%2B" + to.substring(1))
        .body("items.window.open", contains(false))
        .body("items.window.closesAt", contains(nullValue()));
    // A text that stays keeps its approval; another one needs its own.
    change(seller, id, Map.of("category", "closing")).body("version", equalTo(1));
    change(seller, id, Map.of("body", "Olá {{lead_name}}, a {{company}} voltou."))
        .body("approvals", equalTo(List.of()));
    send(seller, to, "whatsapp", "twilio", template, 422).body("code", equalTo("MESSAGES-0043"));
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-189 what WhatsApp rejects or pauses is told with its reason, and not sent")
  void shouldTellWhatWhatsAppDecides(Organization organization) {
    // Given
    String admin = organization.admin();
    String account = organization.connection("twilio");
    String id = create(admin, whatsApp(name(), "Oi {{lead_name}} da {{company}}, compre já!"));
    String content = templates.request(admin, id, account);
    // When
    templates.decide(admin, id, content, "rejected", "INVALID_FORMAT");
    // Then
    get(organization.stranger().admin(), "/api/templates/" + id).statusCode(404);
    approval(admin, id)
        .body("approvals[0].state", equalTo("rejected"))
        .body("approvals[0].reason", equalTo("INVALID_FORMAT"));
    String paused = create(admin, whatsApp(name(), "Oi {{lead_name}} da {{company}}, tudo bem?"));
    String other = templates.request(admin, paused, account);
    templates.decide(admin, paused, other, "approved", null);
    templates.decide(admin, paused, other, "paused", null);
    Map<String, Object> template =
        Map.of("id", paused, "variables", Map.of("lead_name", "Ana", "company", "Aurora"));
    send(admin, contact(), "whatsapp", "twilio", template, 422)
        .body("code", equalTo("MESSAGES-0043"))
        .body("detail", containsString("paused"));
  }

  @Test
  @DisplayName("MSG-190 what needs no approval, or cannot have it, is refused in plain words")
  void shouldSayWhereNoApprovalCanBeAskedFor() {
    // Given
    String sms = create("bruno", sms(name(), "Oi"));
    String whatsApp = create("bruno", whatsApp(name(), "Oi {{lead_name}} da {{company}}, olá"));
    // Then
    ask("bruno", sms, "aurora-twilio").statusCode(409).body("detail", containsString("SMS"));
    ask("bruno", whatsApp, "aurora-telnyx")
        .statusCode(409)
        .body("code", equalTo("MESSAGES-0046"))
        .body("detail", containsString("Not built for telnyx"))
        .body("detail", containsString("only through an account of: twilio"))
        .body("errors.field", contains("connectionId"))
        .body("errors[0].allowed", contains("twilio"));
    ask("bruno", whatsApp, "boreal-twilio").statusCode(409);
    ask("ana", whatsApp, "aurora-twilio").statusCode(403);
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-191 a text whose submission nobody answers is given to the carrier once")
  void shouldGiveATextOnceThatNobodyAnswers(Organization organization) {
    // Given
    String admin = organization.admin();
    String account = organization.connection("twilio");
    String id = create(admin, whatsApp(name(), "Oi {{lead_name}} da {{company}}, uma vez só"));
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.resetAfterAccepting().on("twilio", "POST", "/v1/Content"), 1);
    // When
    String content = templates.request(admin, id, account);
    // Then
    templates.decide(admin, id, content, "approved", null);
    ask(organization.stranger().admin(), id, organization.stranger().connection("twilio"))
        .statusCode(404);
    assertThat(
            SimulatedCarriers.host().twilio().requests().stream()
                .filter(request -> request.method().equals("POST"))
                .filter(request -> request.path().equals("/v1/Content"))
                .filter(request -> request.body().contains(id))
                .count())
        .isOne();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-193 what was rejected, or that nobody asked for, is asked for again")
  void shouldAskAgainForWhatWasRejected(Organization organization) {
    // Given: the carrier has the text, and refuses the request
    String admin = organization.admin();
    String account = organization.connection("twilio");
    String id = create(admin, whatsApp(name(), "Oi {{lead_name}} da {{company}}, de novo"));
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(400).on("twilio", "POST", "/ApprovalRequests/whatsapp"), 1);
    // When
    ask(admin, id, account).statusCode(202);
    // Then
    templates.awaitRejection(admin, id);
    approval(admin, id).body("approvals[0].reason", not(nullValue()));
    String given = templates.contentOf(id);
    String content = templates.request(admin, id, account);
    assertThat(content).as("given once").isEqualTo(given);
    templates.decide(admin, id, content, "rejected", "INVALID_FORMAT");
    ask(organization.stranger().admin(), id, organization.stranger().connection("twilio"))
        .statusCode(404);
    ask(admin, id, account)
        .statusCode(202)
        .body("approvals[0].state", equalTo("pending"))
        .body("approvals[0].reason", nullValue());
    templates.awaitRejection(admin, id);
    approval(admin, id).body("approvals[0].reason", equalTo("INVALID_FORMAT"));
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-200 nobody asks how far a text is whose template is archived")
  void shouldNotAskAboutWhatIsArchived(Organization organization) {
    // Given
    String admin = organization.admin();
    String id = create(admin, whatsApp(name(), "Oi {{lead_name}} da {{company}}, e pronto"));
    String content = templates.request(admin, id, organization.connection("twilio"));
    ApiUser.as(admin).request().delete("/api/templates/" + id).then().statusCode(204);
    long asked = questions(content);
    // When
    templates.askAllOf(id);
    // Then
    assertThat(questions(content)).isEqualTo(asked);
    assertThat(
            database.count("template_approval where template_id = ? and poll_at is not null", id))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-318 each decision of WhatsApp is told once, and people hear what they can do")
  void shouldTellEachDecisionOnce(Organization organization) {
    // Given
    String admin = organization.admin();
    String name = name();
    String id = create(admin, whatsApp(name, "Oi {{lead_name}} da {{company}}, novidade boa"));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.ALERTS)) {
      String content = templates.request(admin, id, organization.connection("twilio"));

      // When
      for (String decision : List.of("approved", "paused", "paused", "approved", "disabled")) {
        templates.decide(admin, id, content, decision, null);
      }

      // Then
      probe.await(
          "the last decision",
          told -> told.is(AlertRaised.class) && told.json().contains("critical"));
      assertThat(about(probe, organization, TemplateApprovalChanged.class, id))
          .extracting(told -> told.data(TemplateApprovalChanged.class))
          .allMatch(told -> told.name().equals(name) && told.language().equals("pt_BR"))
          .extracting(told -> told.status().wire())
          .containsExactly("approved", "paused", "approved", "disabled");
      assertThat(about(probe, organization, AlertRaised.class, id))
          .extracting(told -> told.data(AlertRaised.class))
          .allMatch(told -> told.detail().contains("«" + name + "» (pt_BR)"))
          .extracting(AlertRaised::severity)
          .containsExactly("warning", "critical");
      assertThat(about(probe, organization, AlertResolved.class, id)).hasSize(2);
      assertThat(about(probe, organization.stranger(), AlertRaised.class, id)).isEmpty();
    }
  }

  @Test
  @DisplayName("MSG-387 a message is priced by the category for which WhatsApp has decided")
  void shouldPriceByTheCategoryThatWhatsAppDecidesFor() {
    // Given
    String id = create("ana", whatsApp(name(), "Oi {{lead_name}} da {{company}}, temos novidade"));
    Map<String, Object> template =
        Map.of("id", id, "variables", Map.of("lead_name", "Ana", "company", "Aurora"));
    ApiUser.as("bruno")
        .post("/api/templates/" + id + "/approvals", Map.of("category", "authentication"), null)
        .then()
        .statusCode(400)
        .body("errors.field", contains("category"))
        .body("errors[0].allowed", contains("utility", "marketing"));
    String content = templates.request(id, "aurora-twilio");
    String free = contact();
    OpenWindow.of(Tenants.AURORA, free, MessagingFixture.AURORA_TWILIO);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      WhatsAppCategory asked = delivered(probe, id, content, "UTILITY", template);
      WhatsAppCategory decided = delivered(probe, id, content, "MARKETING", template);
      WhatsAppCategory newer = delivered(probe, id, content, "SOMETHING_NEW", template);
      WhatsAppCategory silent = delivered(probe, id, content, "", template);
      String text =
          post("ana", null, Map.of("to", free, "channel", "whatsapp", "body", "Oi"))
              .then()
              .statusCode(201)
              .extract()
              .path("id");

      // Then
      assertThat(asked).isEqualTo(WhatsAppCategory.UTILITY);
      assertThat(decided).isEqualTo(WhatsAppCategory.MARKETING);
      assertThat(newer).isEqualTo(WhatsAppCategory.UNKNOWN);
      assertThat(silent).as("stays as it was").isEqualTo(WhatsAppCategory.UNKNOWN);
      approval(id).body("approvals[0].category", equalTo("unknown"));
      assertThat(arrived(probe, free, text)).isEqualTo(WhatsAppCategory.SERVICE);
    }
  }

  /** WhatsApp takes the text for one of that category; of a message that goes as it then. */
  private WhatsAppCategory delivered(
      TopicProbe probe, String id, String content, String category, Map<String, Object> template) {
    SimulatedCarriers.host().twilio().recategorizeContent(content, category);
    templates.decide(id, content, "approved", null);
    String to = contact();
    String message = send("ana", to, "whatsapp", "twilio", template, 201).extract().path("id");
    return arrived(probe, to, message);
  }

  private static WhatsAppCategory arrived(TopicProbe probe, String to, String message) {
    patiently().until(() -> atTwilio(to).size() == 1);
    probe.send(
        MessagingFixture.fact(
            Tenants.AURORA,
            message,
            UUID.randomUUID().toString(),
            GatewayFacts.status(
                Carrier.TWILIO,
                message,
                atTwilio(to).get(0).getString("sid"),
                MessageStatus.DELIVERED)));
    return probe.await(MessageDelivered.class, message).category();
  }

  private static List<ReceivedRecord> about(
      TopicProbe probe, Organization organization, Class<? extends Record> type, String id) {
    return probe.all(organization.tenant(), type).stream()
        .filter(told -> told.json().contains(id))
        .toList();
  }
}
