package dev.ramal.simulators.telnyx.setup;

import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The two kinds of settings that calls and messages go through. An account has one of each. */
enum Setting {
  APPLICATION(
      "call_control_applications",
      "call_control_application",
      List.of("application_name", "webhook_event_url"),
      new JsonObject()
          .put("application_name", "Ramal")
          .put("active", true)
          .put("anchorsite_override", "Latency")
          .put("dtmf_type", "RFC 2833")
          .put("first_command_timeout", false)
          .put("first_command_timeout_secs", 30)
          .put("inbound", new JsonObject())
          .put("outbound", new JsonObject())
          .put("redact_dtmf_debug_logging", false)
          .put("call_cost_in_webhooks", false)
          .put("tags", new JsonArray())
          .put("webhook_api_version", "2")
          .putNull("webhook_event_url")
          .putNull("webhook_event_failover_url")
          .put("webhook_timeout_secs", 25)) {
    @Override
    String idOf(TelnyxAccount account) {
      return account.connectionId();
    }

    @Override
    JsonObject of(TelnyxAccount account) {
      return new JsonObject()
          .put("webhook_event_url", account.webhookUrl())
          .put("call_cost_in_webhooks", account.callCosts());
    }

    @Override
    TelnyxAccount changed(TelnyxAccount account, JsonObject document) {
      return account
          .webhookUrls(document.getString("webhook_event_url"), account.messagingWebhookUrl())
          .callCosts(document.getBoolean("call_cost_in_webhooks"));
    }
  },

  PROFILE(
      "messaging_profiles",
      "messaging_profile",
      List.of("name", "whitelisted_destinations"),
      new JsonObject()
          .put("name", "Ramal")
          .put("enabled", true)
          .put("webhook_api_version", "2")
          .putNull("webhook_url")
          .putNull("webhook_failover_url")
          .put("whitelisted_destinations", new JsonArray().add("BR"))
          .putNull("number_pool_settings")
          .putNull("url_shortener_settings")
          .putNull("alpha_sender")
          .put("daily_spend_limit_enabled", false)
          .putNull("daily_spend_limit")
          .put("mms_fall_back_to_sms", false)
          .put("mms_transcoding", false)) {
    @Override
    String idOf(TelnyxAccount account) {
      return account.messagingProfileId();
    }

    @Override
    JsonObject of(TelnyxAccount account) {
      return new JsonObject().put("webhook_url", account.messagingWebhookUrl());
    }

    @Override
    TelnyxAccount changed(TelnyxAccount account, JsonObject document) {
      return account.webhookUrls(account.webhookUrl(), document.getString("webhook_url"));
    }
  };

  final String path;
  final String type;
  private final List<String> needed;
  private final JsonObject usual;

  Setting(String path, String type, List<String> needed, JsonObject usual) {
    this.path = "/v2/" + path;
    this.type = type;
    this.needed = needed;
    this.usual = usual;
  }

  /** Of the one that the account was registered with. */
  abstract String idOf(TelnyxAccount account);

  /** What that one says by the account. */
  abstract JsonObject of(TelnyxAccount account);

  /** The account after that one was changed. */
  abstract TelnyxAccount changed(TelnyxAccount account, JsonObject document);

  JsonObject empty() {
    return usual.copy().put("record_type", type);
  }

  void whole(JsonObject body) {
    for (String name : needed) {
      if (body.getValue(name) == null) {
        throw TelnyxErrors.missing(name);
      }
    }
  }

  /** Refuses what the kind does not have. */
  void known(JsonObject body) {
    for (String name : body.fieldNames()) {
      if (!usual.containsKey(name)) {
        throw TelnyxErrors.error(
            400, "10015", "Bad Request", "Unknown parameter: " + name, "/" + name);
      }
    }
  }
}
