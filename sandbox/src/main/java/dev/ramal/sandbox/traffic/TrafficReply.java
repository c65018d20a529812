package dev.ramal.sandbox.traffic;

/**
 * One SMS of a contact who writes no other.
 *
 * @param contact E.164
 */
public record TrafficReply(TrafficTeam team, String contact) {

  @Override
  public String toString() {
    return "what " + contact + " wrote to " + team.organization();
  }
}
