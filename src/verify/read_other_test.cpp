#include "verify/bundle_maker_test.h"
#include "verify/entry_members.h"
#include "verify/replay.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::verify {
namespace {

using test::BundleParts;

TEST(ReadOther, WhatIsOnlyReadByPeopleIsKnownAndSaidByThoseWhoMay) {
  BundleParts parts = test::counted_parts();
  parts.say("minute.add", "dane-clerk", {{"county", "dane"}, {"words", "The board met at nine."}});
  parts.say("objection.standing", "dane-clerk", {{"objection", "o1"}, {"county", "dane"}});
  parts.say("objection.envelope", "dane-1", {{"objection", "o1"}, {"envelope", "E1"}});
  EXPECT_EQ(test::failures_of(parts), "") << "whoever counts notes an envelope too";
  parts.say("petition.rule", "dane-1", {{"petition", "p1"}});
  EXPECT_EQ(test::failures_of(parts), "V5");
}

TEST(ReadOther, WhatIsAboutAThingThatNoEntryGaveFailsV5AndNamesIt) {
  for (const auto& [kind, member] :
       {std::pair{"motion.vote", "motion"}, std::pair{"petition.withdraw", "petition"},
        std::pair{"objection.envelope", "objection"}, std::pair{"objection.withdraw", "objection"},
        std::pair{"objection.rule", "objection"}, std::pair{"discrepancy.cause", "discrepancy"},
        std::pair{"discrepancy.close", "discrepancy"}}) {
    BundleParts parts = test::counted_parts();
    const std::uint64_t act = parts.say(kind, "dane-clerk", {{member, "zz"}});
    parts.say("approve", "state", {{"entry", act}});
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    const auto& faults = verdict.of(CheckId::V5).faults;
    EXPECT_TRUE(std::ranges::any_of(faults, [&](const Fault& fault) {
      return fault.words.find(std::string("no entry before it gives the ") + member + " \"zz\"") !=
             std::string::npos;
    })) << kind;
  }
}

TEST(ReadOther, ThatAPetitionsRulingIsNotJudgedIsSaidWhereThereIsOne) {
  const auto words = [](const BundleParts& parts) {
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(verdict.of(CheckId::V19).outcome, Outcome::Passed);
    return verdict.of(CheckId::V19).words;
  };
  BundleParts parts = test::counted_parts();
  EXPECT_EQ(words(parts), "all kinds are known to this program");
  const std::string at = std::to_string(
      parts.say("petition.rule", "state", {{"petition", "p1"}, {"decision", "accept"}}));
  EXPECT_EQ(words(parts),
            "all kinds are known to this program. NOT JUDGED HERE: whether a petition was rightly "
            "ruled on; its rule and grounds are read by people, in entry " +
                at + " (petition.rule)");
}

// Of Dane, one of every sort; each kind takes the members that it needs.
base::Json about_dane() {
  return {{"county", "dane"},
          {"batch", "B1"},
          {"unit", "W1"},
          {"container", "C-dane"},
          {"exhibit", "X1"},
          {"medium", "card-2"},
          {"sha256", std::string(64, 'c')},
          {"input", "batch"},
          {"id", "B1"},
          {"position", 3},
          {"counted_as", {"a"}},
          {"side", "petitioner"},
          {"claimed_as", {"b"}},
          {"ballots", 10},
          {"blank", 0},
          {"over", 0},
          {"tape", base::Json::array()},
          {"votes", {{"a", 1}, {"b", 1}}},
          {"figures", {{"a", 1}}},
          {"lines", base::Json::array()},
          {"batches", base::Json::array()},
          {"units", base::Json::array()},
          {"petitions", base::Json::array({{{"unit", "W1"}, {"county", "dane"}}})},
          {"districts", {{"dane", 3}}},
          {"name", "Ward"},
          {"reason", "so"},
          {"words", "so"},
          {"method", "hand"},
          {"extent", "whole"}};
}

// Those about a person, a claim or the whole jurisdiction, and those that name another entry.
// What is said of an audit is of the county of its list of cards.
const std::set<std::string> kAboutNoCounty = {"approve",
                                              "decline",
                                              "operation.open",
                                              "account.add",
                                              "account.close",
                                              "key.rotate",
                                              "outcome.report",
                                              "choice.map",
                                              "witness.add",
                                              "witness.record",
                                              "commitment.publish",
                                              "order.record",
                                              "stay.record",
                                              "stay.lift",
                                              "policy.change",
                                              "certificate.issue",
                                              "certificate.amend",
                                              "certificate.void",
                                              "status.set",
                                              "fee.announce",
                                              "fee.deadline",
                                              "fee.payment",
                                              "fee.refund",
                                              "petition.file",
                                              "petition.withdraw",
                                              "petition.rule",
                                              "trigger.record",
                                              "trigger.waive",
                                              "rollback.record",
                                              "fund.goal",
                                              "fund.raised",
                                              "fund.book",
                                              "fund.refund",
                                              "claim.register",
                                              "claim.examine",
                                              "claim.status",
                                              "incident.resolve",
                                              "lot.record",
                                              "audit.contest",
                                              "audit.list",
                                              "audit.batches",
                                              "audit.method",
                                              "audit.commit",
                                              "audit.seed",
                                              "audit.draw",
                                              "audit.round",
                                              "audit.void",
                                              "audit.hand-count",
                                              "card.fetch",
                                              "card.pull-again",
                                              "card.reveal",
                                              "card.cause",
                                              "reading.enter",
                                              "reading.adjudicate",
                                              "readings.sign-off"};

// counted_parts, and something of Dane that other entries name.
BundleParts parts_to_speak_of() {
  BundleParts parts = test::counted_parts();
  const std::string clerk = "dane-clerk";
  parts.say("machine.register", clerk, {{"machine", "V1"}, {"county", "dane"}});
  parts.say("motion.make", clerk, {{"motion", "M1"}, {"county", "dane"}});
  parts.say("objection.standing", clerk, {{"objection", "O1"}, {"county", "dane"}});
  parts.say("discrepancy.open", clerk, {{"discrepancy", "D1"}, {"county", "dane"}});
  parts.say("challenge.add", clerk,
            {{"exhibit", "X1"},
             {"batch", "B1"},
             {"position", 1},
             {"county", "dane"},
             {"counted_as", {"a"}},
             {"side", "petitioner"},
             {"claimed_as", {"b"}}});
  return parts;
}

// What is named alone stands for a county too.
base::Json body_about_dane(const std::string& kind) {
  base::Json body = about_dane();
  if (kind == "equipment.examine") return {{"machine", "V1"}};
  if (kind == "motion.vote") return {{"motion", "M1"}};
  if (kind == "discrepancy.cause") return {{"discrepancy", "D1"}};
  if (kind == "discrepancy.close") return {{"discrepancy", "entries:B1"}};
  if (kind == "discrepancy.reopen") return {{"discrepancy", "reported:W1"}};
  if (kind.starts_with("objection.") && kind != "objection.standing") return {{"objection", "O1"}};
  if (kind == "expectation.add") {
    const base::Json unit = {{"unit", "W1"}, {"votes", {{"a", 1}, {"b", 1}}}};
    return {{"units", base::Json::array({unit})}};
  }
  if (kind == "batch.extra") body["batch"] = "B77";
  if (kind == "unit.extra") body["unit"] = "W77";
  base::Json known = base::Json::object();
  for (const EntryMember& member : *members_of_kind(kind)) {
    if (body.contains(member.name)) known[member.name] = body[member.name];
  }
  return known;
}

TEST(ReadOther, WhatIsAboutACountyAndSaidByAnOfficerOfAnotherOneFailsV5) {
  std::vector<std::string> wanted;
  for (const Kind& kind : kinds()) {
    if (!kAboutNoCounty.contains(kind.name)) wanted.emplace_back(kind.name);
  }
  EXPECT_GE(wanted.size(), 50U);
  constexpr std::size_t kAtOnce = 15;  // a check keeps only its first faults
  for (std::size_t first = 0; first < wanted.size(); first += kAtOnce) {
    const std::size_t last = std::min(wanted.size(), first + kAtOnce);
    BundleParts parts = parts_to_speak_of();
    for (std::size_t i = first; i < last; ++i) {
      const std::uint64_t act = parts.say(wanted[i], "rock-super", body_about_dane(wanted[i]));
      parts.say("approve", "state-2", {{"entry", act}});
    }
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    std::set<std::string> found;
    for (const Fault& fault : verdict.of(CheckId::V5).faults) {
      if (fault.words.find("may not act in dane") != std::string::npos) found.insert(fault.kind);
    }
    for (std::size_t i = first; i < last; ++i) EXPECT_TRUE(found.contains(wanted[i])) << wanted[i];
  }
}

TEST(ReadOther, APrecinctsPetitionIsWithdrawnInItsCounty) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t filed =
      parts.say("petition.precinct", "dane-clerk",
                {{"petitions", base::Json::array({{{"unit", "W1"}, {"county", "dane"}}})}});
  const base::Json withdrawal = {{"petition", parts.receipt_of(filed) + "-1"}, {"words", "so"}};
  BundleParts foreign = parts;
  foreign.say("petition.withdraw", "rock-clerk", withdrawal);
  EXPECT_EQ(test::failures_of(foreign), "V5");
  parts.say("petition.withdraw", "dane-clerk", withdrawal);
  EXPECT_EQ(test::failures_of(parts), "");
}

TEST(ReadOther, AUnitOfAnotherCountyGetsNoBatchUnderTheOwnOne) {
  BundleParts parts = test::counted_parts();
  const base::Json batch = {{"batch", "R7"}, {"container", "C7"}, {"unit", "W1"}, {"ballots", 10}};
  parts.say("manifest.add", "rock-clerk",
            {{"county", "rock"}, {"batches", base::Json::array({batch})}});
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  ASSERT_FALSE(verdict.of(CheckId::V5).faults.empty());
  EXPECT_NE(verdict.of(CheckId::V5).faults[0].words.find("may not act in dane"), std::string::npos);
}

TEST(ReadOther, ACountysClockIsStatedAnewByTwo) {
  const base::Json body = {{"county", "dane"}, {"moment", "2016-11-26T15:00"}};
  test::BundleParts parts = test::counted_parts();
  parts.say("county.computed", "dane-clerk", body);
  EXPECT_EQ(test::failures_of(parts), "");
  const std::uint64_t act = parts.say("county.computed", "dane-clerk", body);
  parts.say("approve", "dane-clerk", {{"entry", act}});
  EXPECT_EQ(test::failures_of(parts), "V6") << "the same person";
}

TEST(ReadOther, NothingThatFollowsAnElectionIsBeforeIt) {
  struct Case {
    const char* kind;
    base::Json body;
    const char* failed;
  };
  const auto clock = [](const char* event, const char* day) {
    return base::Json({{"event", event}, {"day", day}});
  };
  const auto petition = [](const char* filed_at) {
    return base::Json({{"petition", "P1"}, {"filed_at", filed_at}, {"scope", "whole"}});
  };
  for (const Case& row :
       {Case{"calendar.set", clock("last_county_canvass_received", "2016-11-07"), "V14"},
        Case{"calendar.set", clock("last_county_canvass_received", "2016-11-08"), ""},
        Case{"calendar.set", clock("certification_due", "2016-11-07"), "V14"},
        Case{"calendar.set", clock("hearing", "2016-11-07"), ""},
        Case{"calendar.set", clock("election_day", "2016-11-09"), "V14"},
        Case{"petition.file", petition("2016-11-07T23:59"), "V14"},
        Case{"petition.file", petition("2016-11-08T00:00"), ""},
        Case{"county.computed", {{"county", "dane"}, {"moment", "2016-11-07T15:00"}}, "V14"},
        Case{"petition.precinct",
             {{"petitions",
               base::Json::array(
                   {{{"unit", "W1"}, {"county", "dane"}, {"filed_at", "2016-11-07T15:00"}}})}},
             "V14"}}) {
    BundleParts parts = test::committed_parts();
    parts.say(row.kind, "state", row.body);
    EXPECT_EQ(test::failures_of(parts), row.failed) << row.kind << row.body;
  }
}

// Until a second person confirms it, another day of what a law's clock runs from is not stated: the
// approval of it finds something that waits only once somebody petitioned.
TEST(ReadOther, AnotherDayOfALawsClockTakesTwoOnceSomebodyPetitioned) {
  for (const bool petitioned : {false, true}) {
    BundleParts parts = test::committed_parts();
    base::Json day = {{"event", "last_county_canvass_received"}, {"day", "2016-11-21"}};
    parts.say("calendar.set", "state", day);
    if (petitioned) {
      parts.say("petition.file", "state",
                {{"petition", "P1"}, {"filed_at", "2016-11-25T12:00"}, {"scope", "whole"}});
    }
    day["day"] = "2016-11-18";
    const std::uint64_t again = parts.say("calendar.set", "state", day);
    parts.say("approve", "state-2", {{"entry", again}});
    EXPECT_EQ(test::failures_of(parts), petitioned ? "" : "V6");
  }
}

base::Json ruling_found(const char* decision, const char* law_allows) {
  return {{"petition", "P1"}, {"decision", decision}, {"found", {{"law_allows", law_allows}}}};
}

// By one person what is against the law's finding does nothing.
TEST(ReadOther, ARulingAgainstTheLawsFindingTakesTwoOrAnOrderOnFile) {
  struct Case {
    const char* decision;
    const char* law_allows;
    bool two;
  };
  for (const Case& row : {Case{"refuse", "true", true}, Case{"refuse", "false", false},
                          Case{"refuse", "unknown", false}, Case{"accept", "true", false},
                          Case{"accept", "unknown", false}}) {
    BundleParts parts = test::committed_parts();
    parts.say("petition.file", "state",
              {{"petition", "P1"}, {"filed_at", "2016-11-25T12:00"}, {"scope", "whole"}});
    const std::uint64_t act =
        parts.say("petition.rule", "state", ruling_found(row.decision, row.law_allows));
    parts.say("approve", "state-2", {{"entry", act}});
    EXPECT_EQ(test::failures_of(parts), row.two ? "" : "V6") << row.decision << row.law_allows;
  }
}

TEST(ReadOther, ARefusalOfWhatTheLawAllowsIsNamedWithItsEntry) {
  BundleParts parts = test::committed_parts();
  parts.say("petition.file", "state",
            {{"petition", "P1"}, {"filed_at", "2016-11-25T12:00"}, {"scope", "whole"}});
  const std::uint64_t act = parts.say("petition.rule", "state", ruling_found("refuse", "true"));
  parts.say("approve", "state-2", {{"entry", act}});
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  const std::string& words = verdict.of(CheckId::V19).words;
  EXPECT_TRUE(words.ends_with("; entry " + std::to_string(act) +
                              " refuses what was found there that the law allows"))
      << words;
}

TEST(ReadOther, WhatTheLawDoesNotAllowIsAcceptedByNoOneWithoutAnOrder) {
  BundleParts parts = test::committed_parts();
  parts.say("petition.file", "state",
            {{"petition", "P1"}, {"filed_at", "2016-11-25T12:00"}, {"scope", "whole"}});
  const std::uint64_t act = parts.say("petition.rule", "state", ruling_found("accept", "false"));
  parts.say("approve", "state-2", {{"entry", act}});
  EXPECT_EQ(test::failures_of(parts), "V14");
}

}  // namespace
}  // namespace recanvass::verify
