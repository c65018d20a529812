package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.NoteKind;

/** One of the notes of a call. */
record NoteKey(CallKey call, NoteKind kind) {
  static NoteKey of(Activity activity) {
    return new NoteKey(CallKey.of(activity), activity.kind());
  }
}
