package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Somebody who has WhatsApp, and what stands between them and the organization.
 *
 * @param api as whoever writes with them
 * @param phone E.164
 * @param ours number that they know
 */
record WhatsAppContact(Scene scene, Api api, String phone, String ours) {
  private static final String WHATSAPP = "whatsapp:";

  void writes(String text) {
    writes(text, Map.of());
  }

  /** Answers what came last by touching it. */
  void quotes(String text) {
    writes(
        text,
        Map.of(
            "OriginalRepliedMessageSid",
            lastSid(),
            "OriginalRepliedMessageSender",
            WHATSAPP + ours));
  }

  private void writes(String text, Map<String, String> fields) {
    scene
        .client()
        .control()
        .post(
            "/twilio/incoming-message",
            Map.of("from", WHATSAPP + phone, "to", WHATSAPP + ours, "body", text, "fields", fields))
        .expect(201);
  }

  /** The carrier's name of what this telephone got last. */
  private String lastSid() {
    String last = "";
    JsonNode state = scene.client().control().get("/state").expect(200).json();
    for (JsonNode message : state.at("/twilio/messages")) {
      if (message.path("to").asText().equals(WHATSAPP + phone)) {
        last = message.path("sid").asText();
      }
    }
    return last;
  }

  /**
   * What the organization has of them, the newest first.
   *
   * @param direction inbound or outbound
   */
  List<JsonNode> messages(String direction) {
    String contact = URLEncoder.encode(phone, StandardCharsets.UTF_8);
    JsonNode page =
        api.get("/api/messages?channel=whatsapp&direction=" + direction + "&contact=" + contact)
            .expect(200)
            .json();
    return StreamSupport.stream(page.path("items").spliterator(), false).toList();
  }

  /** Until it has arrived. */
  JsonNode delivered(String what, String id) {
    return scene.await(
        what,
        () ->
            messages("outbound").stream()
                .filter(message -> message.path("id").asText().equals(id))
                .filter(message -> message.path("status").asText().equals("delivered"))
                .findFirst());
  }
}
