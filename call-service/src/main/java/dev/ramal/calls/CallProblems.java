package dev.ramal.calls;

import dev.ramal.kit.problem.Problem;

/** Every problem that this service tells a client of; who tells it adds the fields. */
public final class CallProblems {
  public static final Problem NOT_E164 = Problem.of(400, "CALLS-0001", "Not a number in E.164");
  public static final Problem NOT_OUR_NUMBER =
      Problem.of(422, "CALLS-0002", "Not a number of this connection")
          .detail("Show one of the connection's numbers as caller id; carriers refuse any other.");
  public static final Problem NO_CONNECTION =
      Problem.of(422, "CALLS-0003", "No connection with this carrier")
          .detail("An administrator connects the carrier under /api/carriers.");
  public static final Problem NO_NUMBERS =
      Problem.of(422, "CALLS-0004", "The connection has no numbers")
          .detail("An administrator adds a number to the connection under /api/carriers.");
  public static final Problem NOT_YOUR_PHONE =
      Problem.of(403, "CALLS-0005", "Not your phone")
          .detail("Only a manager or an admin may have another agent's phone rung.");
  public static final Problem UNKNOWN_STATUS = Problem.of(400, "CALLS-0006", "Unknown status");
  public static final Problem NOT_A_TIME = Problem.of(400, "CALLS-0007", "Not a time");
  public static final Problem NOT_YOURS_TO_RECORD =
      Problem.of(403, "CALLS-0009", "Not yours to decide about the recording")
          .detail("Only a manager or an admin may record a call, or not, against the setting.");
  public static final Problem ON_A_CALL = Problem.of(409, "CALLS-0010", "The agent is on a call");
  public static final Problem NOT_REACHED =
      Problem.of(400, "CALLS-0011", "The carrier does not reach this number");
  public static final Problem NOBODY_TO_RING =
      Problem.of(422, "CALLS-0012", "No such agent to ring")
          .detail(
              "Nobody was rung. Leave agentId out to be rung yourself, or enter the agent first:"
                  + " POST /api/agents.");
  public static final Problem OWN_NUMBER =
      Problem.of(422, "CALLS-0013", "The number is the organization's own")
          .detail("Nobody was rung: the organization would call itself, and pay for it twice.");
  public static final Problem BAD_CONNECTION =
      Problem.of(400, "CALLS-0201", "The connection is not valid")
          .detail("Correct the fields below; nothing was stored.");
  public static final Problem UNKNOWN_CONNECTION =
      Problem.of(404, "CALLS-0202", "No such connection");
  public static final Problem CONNECTED_ALREADY =
      Problem.of(409, "CALLS-0203", "This account is connected already")
          .detail("Change the connection that exists: PUT /api/carriers/{id}.");
  public static final Problem TOO_MANY_CONNECTIONS =
      Problem.of(409, "CALLS-0204", "Too many connections");
  public static final Problem REFUSED_BY_CARRIER =
      Problem.of(422, "CALLS-0205", "The carrier does not take the account")
          .detail("Correct the field below; nothing was stored.");
  public static final Problem CONNECTION_USED =
      Problem.of(409, "CALLS-0206", "The connection was used")
          .detail(
              "Calls went through it, and their history names it: switch it off instead"
                  + " (enabled false, PUT /api/carriers/{id}).");
  public static final Problem CARRIER_NOT_ASKED =
      Problem.of(503, "CALLS-0207", "The carrier could not be asked")
          .detail("What works goes on with what it has; nothing was stored. Try again later.");
  public static final Problem BAD_SETTINGS =
      Problem.of(400, "CALLS-0211", "The settings are not valid");
  public static final Problem NOTHING_TO_CHANGE =
      Problem.of(400, "CALLS-0212", "Nothing to change")
          .detail("Name at least one of the fields that can be changed.");
  public static final Problem BAD_AGENT = Problem.of(400, "CALLS-0221", "The agent is not valid");
  public static final Problem UNKNOWN_AGENT = Problem.of(404, "CALLS-0222", "No such agent");
  public static final Problem AGENT_EXISTS =
      Problem.of(409, "CALLS-0223", "There is such an agent")
          .detail("Change the agent that exists: PATCH /api/agents/{userId}.");
  public static final Problem AGENT_TAKEN =
      Problem.of(409, "CALLS-0224", "Another agent has it")
          .detail("An extension and a number lead to one agent each; take them from the other.");
  public static final Problem WRAP_UP_DEMANDED =
      Problem.of(409, "CALLS-0225", "The last call has no disposition")
          .detail("Say how it went (PATCH /api/calls/{id}); then calls can be given again.");
  public static final Problem NOT_YOURS_TO_PLACE =
      Problem.of(403, "CALLS-0226", "Not yours to give")
          .detail("An administrator gives agents their extension and number.");
  public static final Problem UNKNOWN_DISPOSITION =
      Problem.of(400, "CALLS-0227", "Not a disposition of the organization's");
  public static final Problem DISPOSITION_DEMANDED =
      Problem.of(409, "CALLS-0228", "A disposition is demanded")
          .detail("The organization wants to know how each call went; choose another one.");
  public static final Problem BAD_DISPOSITIONS =
      Problem.of(400, "CALLS-0229", "The dispositions are not valid")
          .detail("Correct the fields below; nothing was stored.");
  public static final Problem NO_SOFTPHONES =
      Problem.of(422, "CALLS-0300", "The connection lets no browsers log in")
          .detail("An administrator adds what is named below: PUT /api/carriers/{id}.");
  public static final Problem NOT_YOUR_SOFTPHONE =
      Problem.of(403, "CALLS-0301", "Not your softphone")
          .detail("A token is for the browser of the agent who asks.");
  public static final Problem SOFTPHONE_REFUSED =
      Problem.of(422, "CALLS-0302", "The carrier gives no token");
  public static final Problem BAD_SOFTPHONE =
      Problem.of(400, "CALLS-0303", "The request for a token is not valid");
  public static final Problem UNKNOWN_RECORDING =
      Problem.of(404, "CALLS-0231", "No such recording");
  public static final Problem RECORDING_NOT_READY =
      Problem.of(409, "CALLS-0232", "The recording cannot be played");
  public static final Problem RECORDING_NOT_LOST =
      Problem.of(409, "CALLS-0235", "The recording cannot be fetched again");
  public static final Problem BAD_TRANSCRIPTION =
      Problem.of(400, "CALLS-0340", "The settings for transcripts are not valid");
  public static final Problem BAD_LINK =
      Problem.of(403, "CALLS-0233", "The link is not valid")
          .detail("Ask for a new one: GET /api/recordings/{id}/media.");
  public static final Problem BAD_PAGE_LINK =
      Problem.of(403, "CALLS-0236", "The link does not open this recording")
          .detail("It has ended, was not made by us, or a login is required by now.");
  public static final Problem NOT_RECORDED =
      Problem.of(409, "CALLS-0237", "The call is not recorded")
          .detail("There is nothing to pause: what is said is on no file.");
  public static final Problem NO_SUCH_RANGE = Problem.of(416, "CALLS-0234", "No such range");
  public static final Problem UNKNOWN_STEP = Problem.of(404, "CALLS-0241", "No such step");

  public static final Problem BAD_INBOUND_SETTINGS =
      Problem.of(400, "CALLS-0290", "The settings for callers are not valid");

  public static final Problem NO_HANDSHAKE =
      Problem.of(426, "CALLS-0261", "A WebSocket only")
          .detail("Open a WebSocket at this address; its messages are in the AsyncAPI document.");
  public static final Problem BAD_HANDSHAKE =
      Problem.of(400, "CALLS-0262", "The handshake cannot be read");

  public static final Problem NOT_PERMITTED =
      Problem.of(403, "CALLS-0310", "The call is not permitted");
  public static final Problem BUDGET_SPENT = Problem.of(402, "CALLS-0700", "The budget is spent");
  public static final Problem BAD_BLOCK =
      Problem.of(400, "CALLS-0311", "The entry of the blocklist is not valid");
  public static final Problem BAD_BLOCKLIST_FILE =
      Problem.of(400, "CALLS-0312", "The file of numbers is not valid")
          .detail("Correct what is named below; nothing was stored.");
  public static final Problem NOT_BLOCKED =
      Problem.of(404, "CALLS-0313", "Not on the blocklist")
          .detail("The organization has not blocked this number, or not from this source.");
  public static final Problem BLOCKED_LONGER =
      Problem.of(403, "CALLS-0315", "The number is blocked for longer")
          .detail(
              "An entry of the blocklist begins later or ends earlier by a manager or an admin"
                  + " only; leave out effectiveFrom and expiresAt.");
  public static final Problem BAD_PERMISSION_QUESTION =
      Problem.of(400, "CALLS-0316", "The question is not valid");
  public static final Problem BAD_PERMISSION_SETTINGS =
      Problem.of(400, "CALLS-0314", "The permission settings are not valid");
  public static final Problem BAD_NUMBER =
      Problem.of(400, "CALLS-0320", "The number is not valid")
          .detail("Correct the fields below; nothing was ordered or changed.");
  public static final Problem UNKNOWN_NUMBER =
      Problem.of(404, "CALLS-0321", "No such number")
          .detail("There is no number of this id in the organization.");
  public static final Problem DOCUMENTS_NEEDED =
      Problem.of(422, "CALLS-0322", "Regulation demands documents for this number")
          .detail("Nothing was ordered. Make what is named below at the carrier and order again.");
  public static final Problem BAD_DOCUMENTS =
      Problem.of(400, "CALLS-0360", "The documents are not valid")
          .detail("Correct the fields below; nothing was stored.");
  public static final Problem UNKNOWN_DOCUMENTS =
      Problem.of(422, "CALLS-0361", "The carrier does not have these documents");
  public static final Problem CALLER_ID_NOT_ALLOWED =
      Problem.of(422, "CALLS-0323", "This number cannot be shown as caller id")
          .detail("Toll-free numbers take calls and cannot make any; show another number.");
  public static final Problem NUMBER_BUSY = Problem.of(409, "CALLS-0324", "The number is in use");
  public static final Problem NO_SUBACCOUNTS =
      Problem.of(422, "CALLS-0325", "The carrier makes no subaccounts through us");
  public static final Problem NOTHING_OFFERED =
      Problem.of(503, "CALLS-0326", "The carrier did not say what it offers")
          .detail("Nothing was ordered. Try again in a moment.");
  public static final Problem NUMBER_HELD =
      Problem.of(409, "CALLS-0327", "The account has this number already");
  public static final Problem NUMBERS_BOUGHT =
      Problem.of(409, "CALLS-0328", "The connection has numbers that were bought")
          .detail("They would go on being paid for: release them first, DELETE /api/numbers/{id}.");
  public static final Problem TOO_MANY_NUMBERS = Problem.of(409, "CALLS-0329", "Too many numbers");
  public static final Problem NO_SUCH_ASSIGNEE =
      Problem.of(422, "CALLS-0332", "The number would be nobody's")
          .detail("Nothing was ordered or changed. Enter the agent first: PATCH /api/agents/{id}.");
  public static final Problem NOT_IN_PROGRESS =
      Problem.of(409, "CALLS-0270", "The call is not in progress")
          .detail("Nobody has picked up at both ends yet; wait for its status in-progress.");
  public static final Problem ASKED_TOO_OFTEN =
      Problem.of(409, "CALLS-0271", "Too much was asked of this call")
          .detail("It can still be resumed, unmuted and hung up.");
  public static final Problem ON_HOLD =
      Problem.of(409, "CALLS-0272", "The lead is on hold")
          .detail("Nothing is heard there but music; resume the call first.");
  public static final Problem BAD_INSIGHT =
      Problem.of(400, "CALLS-0331", "These figures cannot be asked for");
  public static final Problem BAD_ROUTING =
      Problem.of(400, "CALLS-0330", "The routing settings are not valid");
  public static final Problem BAD_TARGET =
      Problem.of(400, "CALLS-0273", "Nobody to hand the call over to");
  public static final Problem TRANSFER_UNDER_WAY =
      Problem.of(409, "CALLS-0274", "The call is being handed over already")
          .detail("Cancel that first: POST /api/calls/{id}/transfer/cancel.");
  public static final Problem NO_TRANSFER =
      Problem.of(409, "CALLS-0275", "The call is not being handed over");
  public static final Problem HANDED_OVER =
      Problem.of(409, "CALLS-0276", "The call was handed over to a number")
          .detail("No agent can take it over any more; another number can.");
  public static final Problem TARGET_IS_THE_LEAD =
      Problem.of(409, "CALLS-0277", "Who is to take over is the lead of this call")
          .detail(
              "Nobody was rung, the call goes on: the lead would be handed over to themselves.");

  public static final Problem NOT_YOURS_TO_DETECT =
      Problem.of(403, "CALLS-0356", "Not yours to decide about machines")
          .detail(
              "Only a manager or an admin may have machines found, or not, against the setting.");
  public static final Problem TARGET_ON_A_CALL =
      Problem.of(409, "CALLS-0355", "Who is to take over is on a call")
          .detail("Nobody was rung, the call goes on. GET /api/agents shows who is available.");

  /** The one answer to "no such call" and to "not your call": nobody learns which. */
  public static final Problem UNKNOWN_CALL =
      Problem.of(404, "CALLS-0404", "No such call")
          .detail("There is no call of this id among the calls you may see.");

  private CallProblems() {}
}
