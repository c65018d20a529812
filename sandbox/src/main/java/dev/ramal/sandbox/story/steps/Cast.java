package dev.ramal.sandbox.story.steps;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.story.Scene;
import java.util.List;
import java.util.Locale;

/** Who plays which part: what people of one organization do, those of the other do elsewhere. */
public enum Cast {
  AURORA("twilio", "carla", "ana", "gil", Lead.PHONE, "Lia"),
  BOREAL("telnyx", "bia", "breno", "bia", "+5521998877665", "Caio");

  private final String carrier;
  private final String admin;
  private final String agent;
  private final String colleague;
  private final String leadPhone;
  private final String lead;

  Cast(
      String carrier, String admin, String agent, String colleague, String leadPhone, String lead) {
    this.carrier = carrier;
    this.admin = admin;
    this.agent = agent;
    this.colleague = colleague;
    this.leadPhone = leadPhone;
    this.lead = lead;
  }

  String carrier() {
    return carrier;
  }

  /** Of the person who is called, known to the CRM. */
  String leadPhone() {
    return leadPhone;
  }

  String lead() {
    return lead;
  }

  Api asAdmin(Scene scene) {
    return as(scene, admin);
  }

  Api asAgent(Scene scene) {
    return as(scene, agent);
  }

  Api asColleague(Scene scene) {
    return as(scene, colleague);
  }

  /** As people write it. */
  String agentName() {
    return capital(agent);
  }

  String colleagueName() {
    return capital(colleague);
  }

  String adminName() {
    return capital(admin);
  }

  /** Where the carrier rings the agent. */
  String agentPhone() {
    return carrier.equals("twilio") ? "client:" + agent : "sip:" + agent + "@sip.telnyx.com";
  }

  ConnectionStatus account(Scene scene) {
    return scene.client().connection(organization(), carrier);
  }

  AtCarrier atCarrier(Scene scene) {
    return new AtCarrier(scene.client().control(), carrier);
  }

  /** The call that the steps of this organization are about. */
  Desk desk(Scene scene) {
    return new Desk(scene, asAgent(scene), scene.kept(name(), String.class));
  }

  /** A story that broke off leaves people on the phone, who then cannot call. */
  void hangUpWhatRuns(Scene scene) {
    for (Api person : List.of(asAgent(scene), asColleague(scene))) {
      String running = person.get("/api/agents/me").expect(200).json().path("callId").asText("");
      if (!running.isEmpty()) {
        person.send("POST", "/api/calls/" + running + "/hangup", null).expect(200);
        scene.saw("hung up what was left of an earlier story");
      }
    }
  }

  String organization() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Api as(Scene scene, String user) {
    return scene.client().as(user).with("X-Org-Id", organization());
  }

  private static String capital(String user) {
    return Character.toUpperCase(user.charAt(0)) + user.substring(1);
  }
}
