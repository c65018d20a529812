package dev.ramal.calls.dialing;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;

/**
 * Who clicked, taken from the request before anything asynchronous begins.
 *
 * @param username as the identity provider knows the person
 * @param mayDialForOthers whether the person may ring another agent's phone
 * @param mayChooseRecording whether the person may record, or not, against the setting
 */
record Dialler(
    TenantId tenant,
    String userId,
    String username,
    String name,
    boolean mayDialForOthers,
    boolean mayChooseRecording) {

  static Dialler of(Caller caller) {
    boolean leads = caller.has("manager") || caller.has("admin");
    return new Dialler(
        caller.tenant(), caller.userId(), caller.username(), caller.name(), leads, leads);
  }
}
