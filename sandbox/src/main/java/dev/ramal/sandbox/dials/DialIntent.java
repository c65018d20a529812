package dev.ramal.sandbox.dials;

/**
 * What somebody wants once: an agent and a lead whom no other intent has, and what goes wrong
 * meanwhile.
 *
 * @param key of the click
 * @param lead E.164
 * @param agent user id, by which its softphone is named at both carriers
 * @param atLead whether the trouble is with the lead's dial, else with the agent's
 * @param twice whether the click comes twice at one time
 * @param outcome what the lead does: answer, busy, no-answer or failed
 */
record DialIntent(
    int number,
    Team team,
    String key,
    String lead,
    String agent,
    DialTrouble trouble,
    boolean atLead,
    NewsTrouble news,
    boolean twice,
    String outcome) {

  /** As it stands in a request to dial, however that is written. */
  String troubled() {
    return atLead ? lead.substring(1) : agent;
  }

  @Override
  public String toString() {
    return "#%d (%s, key %s, lead %s, agent %s, %s at the %s, callbacks %s%s)"
        .formatted(
            number,
            team.organization(),
            key,
            lead,
            agent,
            trouble,
            atLead ? "lead" : "agent",
            news,
            twice ? ", clicked twice" : "");
  }
}
