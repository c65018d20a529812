package dev.ramal.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrmProblemsTest {
  @Test
  @DisplayName("CRM-06 problem codes keep their meaning")
  void shouldKeepItsCodes() {
    // When
    Stream<Problem> problems =
        Stream.of(
            CrmProblems.dealForMany().problem(),
            CrmProblems.notConnected(),
            CrmProblems.throttled(),
            CrmProblems.notAnswered(),
            CrmProblems.unknownFailureKind().problem(),
            CrmProblems.unknownCrm(List.of()).problem(),
            CrmProblems.badNumber().problem(),
            CrmProblems.codeRefused().problem(),
            CrmProblems.noCredentials().problem(),
            CrmProblems.unknownTimelineType().problem(),
            CrmProblems.unknownStreamPosition().problem(),
            CrmProblems.costsNotShown().problem(),
            CrmProblems.tooManyStreams().problem(),
            CrmProblems.authorizationNotBegun().problem(),
            CrmProblems.badMapping(),
            CrmProblems.notCarriedOut("x"),
            CrmProblems.noFailedChange().problem(),
            CrmProblems.unknownChangeState().problem());

    // Then
    assertThat(problems.map(p -> p.status() + " " + p.code() + " " + p.title()))
        .containsExactly(
            "422 CRM-0001 A deal is chosen for one call at a time",
            "409 CRM-0002 The CRM is not connected",
            "429 CRM-0003 The CRM takes no more requests for a while",
            "502 CRM-0004 The CRM did not answer",
            "400 CRM-0005 There is no such kind of failure",
            "400 CRM-0006 There is no such CRM",
            "400 CRM-0007 Not a number in E.164",
            "422 CRM-0008 The CRM does not take the code",
            "400 CRM-0017 Nothing to connect the CRM with",
            "400 CRM-0013 There is no such type in a timeline",
            "400 CRM-0014 Not an event of such a stream",
            "403 CRM-0015 Your roles do not show what calls cost",
            "429 CRM-0016 Too many timelines are followed",
            "422 CRM-0024 The authorization was not begun here, or is over",
            "400 CRM-0020 The mapping is not valid",
            "422 CRM-0028 The CRM cannot carry out the mapping",
            "404 CRM-0021 There is no such failed change of a deal",
            "400 CRM-0022 There is no such state of a change");
  }
}
