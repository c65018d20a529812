package dev.ramal.kit.problem;

import jakarta.ws.rs.core.Response;

/** What the framework refuses by a status alone. */
final class StatusProblems {
  private StatusProblems() {}

  static Problem of(int status) {
    return switch (status) {
      case 400 ->
          Problem.of(400, "RAMAL-0421", "The request cannot be read")
              .detail("Its address or one of its parameters has not the form it must have.");
      case 404 -> Problem.of(404, "RAMAL-0404", "Not found");
      case 405 ->
          Problem.of(405, "RAMAL-0405", "Method not allowed")
              .detail("The header Allow names the methods that this address has.");
      case 406 ->
          Problem.of(406, "RAMAL-0406", "Not acceptable")
              .detail("This address cannot answer in any form that the header Accept names.");
      case 413 -> Problem.of(413, "RAMAL-0413", "The body is too large");
      case 415 ->
          Problem.of(415, "RAMAL-0415", "Unsupported media type")
              .detail("Send the body with Content-Type: application/json.");
      default -> other(status);
    };
  }

  private static Problem other(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return Problem.of(
        status, "RAMAL-0" + status, known == null ? "Request refused" : known.getReasonPhrase());
  }
}
