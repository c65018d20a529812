package dev.ramal.sandbox.traffic;

/**
 * One call that somebody wanted: an agent and a lead whom no other call has.
 *
 * @param lead E.164
 * @param agent user id, by which its softphone is named at the carriers
 * @param call id; null when none was made
 * @param refusal what was answered instead; null when nothing was
 */
public record TrafficClick(
    TrafficTeam team, String lead, String agent, String call, String refusal) {

  @Override
  public String toString() {
    return "the call of %s to %s (%s)"
        .formatted(team.organization(), lead, call == null ? "none" : call);
  }
}
