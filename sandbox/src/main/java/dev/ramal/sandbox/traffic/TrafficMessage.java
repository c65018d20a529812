package dev.ramal.sandbox.traffic;

/**
 * One SMS to a contact who gets no other.
 *
 * @param contact E.164
 * @param id null when none was accepted
 * @param refusal what was answered instead; null when nothing was
 */
public record TrafficMessage(TrafficTeam team, String contact, String id, String refusal) {

  @Override
  public String toString() {
    return "the message of %s to %s (%s)"
        .formatted(team.organization(), contact, id == null ? "none" : id);
  }
}
