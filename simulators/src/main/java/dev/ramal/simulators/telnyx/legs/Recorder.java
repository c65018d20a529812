package dev.ramal.simulators.telnyx.legs;

/** Records legs. */
public interface Recorder {
  /**
   * Does nothing while a recording of the leg runs.
   *
   * @param transcribed whether it is written down when it is saved
   */
  void start(Leg leg, String channels, String format, boolean transcribed);

  /**
   * Records nothing of the leg for now.
   *
   * @return false when nothing is recorded
   */
  boolean pause(Leg leg);

  /** Goes on; answers as {@link #pause} does. */
  boolean resume(Leg leg);

  /** Stops the leg's recording, if one runs; it is saved when the script says. */
  void stop(Leg leg);
}
