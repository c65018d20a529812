package dev.ramal.crm.port;

import java.time.Duration;

/** Why the CRM did not do what was asked. The kind decides what happens next. */
@SuppressWarnings("serial")
public abstract sealed class CrmFault extends RuntimeException {
  private CrmFault(String message) {
    super(message, null, false, false);
  }

  /** There is no connection, or the CRM refuses our tokens: an administrator must connect again. */
  public static final class Disconnected extends CrmFault {
    public Disconnected(String why) {
      super(why);
    }
  }

  /** The CRM refuses the access token; nothing was done. */
  public static final class TokenRefused extends CrmFault {
    public TokenRefused() {
      super("the CRM refuses the access token");
    }
  }

  /** Too many requests; nothing was done. */
  public static final class Throttled extends CrmFault {
    private final Duration retryAfter;

    public Throttled(Duration retryAfter) {
      super("the CRM asks to wait " + retryAfter.toSeconds() + " s");
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** Not reached, or it failed while reading: nothing was done. */
  public static final class Unavailable extends CrmFault {
    public Unavailable(String why) {
      super(why);
    }
  }

  /** A write whose fate is not known: it may have been done. */
  public static final class OutcomeUnknown extends CrmFault {
    public OutcomeUnknown(String why) {
      super(why);
    }
  }

  /** Another CRM is connected than the one that this was meant for; nothing was done. */
  public static final class Replaced extends CrmFault {
    public Replaced() {
      super("another CRM was connected");
    }
  }

  /** It is in a CRM that was connected before and cannot be asked any more: a person must look. */
  public static final class OutOfReach extends CrmFault {
    public OutOfReach() {
      super("a nota pode estar no CRM conectado antes, que não pode mais ser consultado");
    }
  }

  /** The CRM understood and said no; the same request will be refused again. */
  public static final class Refused extends CrmFault {
    public Refused(String why) {
      super(why);
    }
  }
}
