package dev.ramal.simulators.twilio.twiml;

import dev.ramal.simulators.time.Step;
import dev.ramal.simulators.twilio.calls.Instructions;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One document being executed by one call, verb after verb. */
public final class TwimlRun implements Instructions.Run {
  public final TwilioCall call;
  public final URI base;
  public final List<Step> steps = new ArrayList<>();
  private final Iterator<Twiml> verbs;
  private final TwimlVerbs execution;
  private boolean stopped;

  /** What comes behind the last verb; null for the end of the call. */
  final Runnable then;

  public TwimlRun(TwilioCall call, URI base, Twiml document, TwimlVerbs execution) {
    this(call, base, document, execution, null);
  }

  TwimlRun(TwilioCall call, URI base, Twiml document, TwimlVerbs execution, Runnable then) {
    this.then = then;
    this.call = call;
    this.base = base;
    this.verbs = document.children().iterator();
    this.execution = execution;
  }

  /** Goes on with the next verb; a call that runs out of verbs is hung up. */
  public void next() {
    if (stopped || !call.live()) {
      return;
    }
    if (verbs.hasNext()) {
      execution.execute(this, verbs.next());
    } else {
      execution.runOut(this);
    }
  }

  @Override
  public void stop() {
    stopped = true;
    steps.forEach(Step::cancel);
  }

  public boolean current() {
    return !stopped && call.live();
  }

  /** A URL of the document, relative ones resolved against where it came from. */
  public String resolve(String url) {
    if (url == null || url.isEmpty()) {
      return base.toString();
    }
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String bare = hash < 0 ? url : url.substring(0, hash);
    return base.resolve(bare) + fragment;
  }
}
