package dev.ramal.sandbox.story;

/** One thing that must hold, told while it is tried. */
public interface Step {
  /** A sentence, as a person would tell it. */
  String title();

  /**
   * @throws StepFailure with what was found instead
   */
  void play(Scene scene);
}
