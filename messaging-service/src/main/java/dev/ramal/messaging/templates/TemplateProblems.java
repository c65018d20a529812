package dev.ramal.messaging.templates;

import dev.ramal.kit.problem.Problem;

/** The codes of templates. */
public final class TemplateProblems {
  private TemplateProblems() {}

  static Problem noSuchTemplate() {
    return Problem.of(404, "MESSAGES-0040", "No such template");
  }

  /** Of a message that is to be made of one; the caller names the field. */
  public static Problem unknownTemplate() {
    return Problem.of(422, "MESSAGES-0041", "Unknown template")
        .detail("GET /api/templates lists those that you may send.");
  }

  /** The caller names each variable. */
  static Problem badVariables() {
    return Problem.of(422, "MESSAGES-0042", "The variables do not fit the template");
  }

  /** The caller names the field and tells what stands against it. */
  static Problem notApproved() {
    return Problem.of(422, "MESSAGES-0043", "The template is not approved")
        .with("rule", "template-not-approved");
  }

  /** The caller names each field. */
  static Problem badTemplate() {
    return Problem.of(400, "MESSAGES-0044", "The template is not valid");
  }

  static Problem nameTaken() {
    return Problem.of(409, "MESSAGES-0045", "The name is taken")
        .detail(
            "Another template of your organization has this name, perhaps one of a colleague's.")
        .field("name", "must be one that no other template has");
  }

  /** The caller tells why. */
  static Problem notToBeApproved() {
    return Problem.of(409, "MESSAGES-0046", "No approval can be asked for");
  }

  /** Of a message that is to be made of it. */
  static Problem otherChannel(String channel) {
    return Problem.of(422, "MESSAGES-0047", "The template is of another channel")
        .field("channel", "must be that of the template", channel);
  }
}
