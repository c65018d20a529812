package dev.ramal.sandbox.story.steps;

import dev.ramal.sandbox.story.Scene;

/**
 * What an organization's CRM did not get while it was away.
 *
 * @param clear call with somebody whose deal is clear
 * @param unclear call with somebody who has no deal
 * @param contact whom the CRM knows without a deal, its id
 */
record HeldNotes(String clear, String unclear, String contact) {

  void keep(Scene scene, Cast cast) {
    scene.keep(name(cast), this);
  }

  static HeldNotes of(Scene scene, Cast cast) {
    return scene.kept(name(cast), HeldNotes.class);
  }

  private static String name(Cast cast) {
    return "notes held for " + cast.organization();
  }
}
