package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.ReleasingSide;
import java.math.BigDecimal;

/**
 * What a fact says. The first group is what we did ourselves, the second what the carrier told.
 * {@link #rank()} orders facts that carry the same instant and the same sequence.
 */
public sealed interface FactBody {
  int rank();

  /** We refused the call before any carrier was asked. */
  record Denied(String rule, String evidence) implements FactBody {
    @Override
    public int rank() {
      return 0;
    }
  }

  /** The command to dial a leg was stored. */
  record Ordered(String address) implements FactBody {
    @Override
    public int rank() {
      return 0;
    }
  }

  /** The carrier took the leg; its handle is the fact's. */
  record Accepted(String sessionId) implements FactBody {
    @Override
    public int rank() {
      return 1;
    }
  }

  /** The command went out and nobody knows what became of it. */
  record Unclear(String reason) implements FactBody {
    @Override
    public int rank() {
      return 1;
    }
  }

  /** The carrier would not take the leg. */
  record Refused(String code, String reason) implements FactBody {
    @Override
    public int rank() {
      return 8;
    }
  }

  /** The command was withdrawn before anything was sent. */
  record Dropped(String reason) implements FactBody {
    @Override
    public int rank() {
      return 8;
    }
  }

  /** The leg sits in the carrier's conference. */
  record Conferenced(String conferenceId) implements FactBody {
    @Override
    public int rank() {
      return 5;
    }
  }

  /** The disclaimer was handed to the carrier, or had to be given up. */
  record Announced(boolean spoken) implements FactBody {
    @Override
    public int rank() {
      return 5;
    }
  }

  /** Our hold command was carried out. */
  record Held() implements FactBody {
    @Override
    public int rank() {
      return 5;
    }
  }

  /** Our resume command was carried out. */
  record Resumed() implements FactBody {
    @Override
    public int rank() {
      return 6;
    }
  }

  /**
   * Somebody wants the call to end.
   *
   * @param by agent or system
   */
  record HangupAsked(ReleasingParty by) implements FactBody {
    @Override
    public int rank() {
      return 7;
    }
  }

  record Initiated() implements FactBody {
    @Override
    public int rank() {
      return 2;
    }
  }

  record Ringing() implements FactBody {
    @Override
    public int rank() {
      return 3;
    }
  }

  /**
   * @param answeredBy null without detection
   */
  record Answered(AnsweredBy answeredBy) implements FactBody {
    @Override
    public int rank() {
      return 4;
    }
  }

  /**
   * @param talkSeconds only from a carrier that counts from the answer; else null
   * @param hungUpBy caller, callee or null
   */
  record Ended(
      CallOutcome outcome,
      Integer talkSeconds,
      Integer sipCode,
      String cause,
      ReleasingSide hungUpBy)
      implements FactBody {
    @Override
    public int rank() {
      return 9;
    }
  }

  /** Who picked up. A side fact: never moves the state. */
  record MachineDetected(AnsweredBy answeredBy, String detail) implements FactBody {
    @Override
    public int rank() {
      return 6;
    }
  }

  /** What the leg costs. A side fact. */
  record Costed(BigDecimal amount, String currency, Integer billedSeconds) implements FactBody {
    @Override
    public int rank() {
      return 10;
    }
  }

  /** Anything else worth keeping: recordings, digits, queue, conference. A side fact. */
  record Aside(String what, String detail) implements FactBody {
    @Override
    public int rank() {
      return 6;
    }
  }
}
