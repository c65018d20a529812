package dev.ramal.simulators.twilio;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.time.Step;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One document being executed by one call, verb after verb. */
final class TwimlRun {
  final TwilioCall call;
  final URI base;
  final List<Step> steps = new ArrayList<>();
  private final Iterator<Twiml> verbs;
  private final TwimlVerbs execution;
  private boolean stopped;

  TwimlRun(TwilioCall call, URI base, Twiml document, TwimlVerbs execution) {
    this.call = call;
    this.base = base;
    this.verbs = document.children().iterator();
    this.execution = execution;
  }

  /** Goes on with the next verb; a call that runs out of verbs is hung up. */
  void next() {
    if (stopped || !call.live()) {
      return;
    }
    if (verbs.hasNext()) {
      execution.execute(this, verbs.next());
    } else {
      execution.runOut(call);
    }
  }

  void stop() {
    stopped = true;
    steps.forEach(Step::cancel);
  }

  boolean current() {
    return !stopped && call.live();
  }

  /** A URL of the document, relative ones resolved against where it came from. */
  String resolve(String url) {
    if (url == null || url.isEmpty()) {
      return base.toString();
    }
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String bare = hash < 0 ? url : url.substring(0, hash);
    return base.resolve(bare) + fragment;
  }

  /** Recording attributes of a verb under the names that forms use. */
  static Fields recordingWishes(Map<String, String> attributes) {
    Fields wishes = new Fields();
    attributes.forEach(
        (name, value) -> {
          if (name.startsWith("recording")) {
            wishes.set(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), value);
          }
        });
    if (attributes.getOrDefault("record", "").endsWith("-dual")) {
      wishes.set("RecordingChannels", "dual");
    }
    return wishes;
  }
}
