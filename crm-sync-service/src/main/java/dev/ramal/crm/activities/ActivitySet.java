package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The activities of the calls that one transaction works on: locked before, changed in memory, then
 * written together. An event finds what the events before it have made.
 */
final class ActivitySet {
  private final Map<NoteKey, Activity> activities = new LinkedHashMap<>();
  private final Map<CallKey, String> earlyRecordings = new HashMap<>();
  private final Map<NoteKey, Activity> changed = new LinkedHashMap<>();
  private final Map<CallKey, String> toKeep = new HashMap<>();

  /**
   * @param activity one of the call; null when there is none
   * @param early path of a recording that was told before the end of its call; null when none was
   */
  void loaded(CallKey call, Activity activity, String early) {
    if (activity != null) {
      activities.put(
          NoteKey.of(activity), early == null ? activity : withRecording(activity, early));
    } else if (early != null) {
      earlyRecordings.put(call, early);
    }
  }

  Optional<Activity> find(NoteKey note) {
    return Optional.ofNullable(activities.get(note));
  }

  /** Null when none was told. */
  String earlyRecording(CallKey call) {
    return earlyRecordings.get(call);
  }

  /** Stores it with the set, whether it is new or was changed. */
  void put(Activity activity) {
    activities.put(NoteKey.of(activity), activity);
    changed.put(NoteKey.of(activity), activity);
  }

  /** Until the end of the call is told. */
  void keepRecording(CallKey call, String path) {
    if (earlyRecordings.putIfAbsent(call, path) == null) {
      toKeep.put(call, path);
    }
  }

  List<Activity> all() {
    return List.copyOf(activities.values());
  }

  Collection<Activity> changed() {
    return changed.values();
  }

  Map<CallKey, String> recordingsToKeep() {
    return toKeep;
  }

  private static Activity withRecording(Activity activity, String path) {
    return activity.on(new Recorded(path)).orElse(activity);
  }
}
