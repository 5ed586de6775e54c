#include "recount/legal_standing.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using election::LegalStatus;

base::LocalTime at(const std::string& text) { return base::LocalTime::parse(text).value(); }

LegalEvent event(const std::string& set, LegalAct act, const std::string& when,
                 const std::string& stay = "") {
  return {{set}, act, at(when), "authority", stay, "source"};
}

std::optional<LegalStatus> status_of(const LegalStanding& standing, const std::string& set) {
  return standing.find({set}) == nullptr ? std::nullopt : standing.find({set})->status;
}

// Michigan 2016: certified on 28 November, the recount halted by court order on 7 December, its
// partial figures public on 9 December (Board of State Canvassers; press reports). The hours, the
// stay and its lifting are synthetic: they show the shape of a proceeding.
std::vector<LegalEvent> michigan() {
  return {event("mi-certified", LegalAct::Canvass, "2016-11-23T12:00"),
          event("mi-certified", LegalAct::Report, "2016-11-22T12:00"),
          event("mi-certified", LegalAct::Certify, "2016-11-28T15:00"),
          event("mi-partial", LegalAct::Order, "2016-12-02T12:00"),
          event("mi-partial", LegalAct::Stay, "2016-12-02T15:00", "waiting time"),
          event("mi-partial", LegalAct::Lift, "2016-12-05T00:30", "waiting time"),
          event("mi-partial", LegalAct::Halt, "2016-12-07T20:00"),
          event("mi-partial", LegalAct::Report, "2016-12-09T12:00")};
}

TEST(LegalStanding, MichigansCertificateStandsThroughoutAndTheHaltedRecountIsWithoutEffect) {
  struct Case {
    std::string when;
    std::optional<LegalStatus> certified;
    std::optional<LegalStatus> partial;
    std::size_t history;
  };
  for (const Case& row : {Case{"2016-11-22T12:00", LegalStatus::Reported, std::nullopt, 1},
                          Case{"2016-11-23T12:00", LegalStatus::Canvassed, std::nullopt, 2},
                          Case{"2016-11-28T14:59", LegalStatus::Canvassed, std::nullopt, 2},
                          Case{"2016-11-28T15:00", LegalStatus::Certified, std::nullopt, 3},
                          Case{"2016-12-02T12:00", LegalStatus::Certified, std::nullopt, 3},
                          Case{"2016-12-04T12:00", LegalStatus::Certified, LegalStatus::Stayed, 3},
                          Case{"2016-12-06T12:00", LegalStatus::Certified, std::nullopt, 3},
                          Case{"2016-12-08T12:00", LegalStatus::Certified, LegalStatus::Void, 3},
                          Case{"2016-12-31T12:00", LegalStatus::Certified, LegalStatus::Void, 3}}) {
    const auto standing = standing_on(michigan(), at(row.when));
    ASSERT_TRUE(standing) << base::sentences(standing.problems());
    EXPECT_EQ(standing->stands, election::ResultSetId{"mi-certified"}) << row.when;
    EXPECT_EQ(status_of(*standing, "mi-certified"), row.certified) << row.when;
    EXPECT_EQ(status_of(*standing, "mi-partial"), row.partial) << row.when;
    EXPECT_EQ(standing->find({"mi-certified"})->history.size(), row.history) << row.when;
  }
  EXPECT_EQ(standing_on(michigan(), at("2016-12-31T12:00"))->sentence(),
            "mi-certified stands (certified 2016-11-28T15:00); mi-partial is halted since "
            "2016-12-07T20:00 by authority")
      << "nobody declared it void";
}

TEST(LegalStanding, BeforeTheFirstEventNothingStands) {
  const auto standing = standing_on(michigan(), at("2016-11-08T20:00"));
  EXPECT_FALSE(standing->stands.has_value());
  EXPECT_TRUE(standing->sets.empty());
  EXPECT_EQ(standing->sentence(), "no result set stands");
}

std::vector<LegalEvent> two_certificates() {
  return {event("first", LegalAct::Report, "2020-11-10T12:00"),
          event("first", LegalAct::Certify, "2020-11-20T12:00"),
          event("recount", LegalAct::Order, "2020-11-24T12:00"),
          event("recount", LegalAct::Report, "2020-12-02T12:00"),
          event("recount", LegalAct::Certify, "2020-12-07T12:00")};
}

TEST(LegalStanding, ALaterCertificateSupersedesAndItsVoidingGivesThePlaceBack) {
  std::vector<LegalEvent> events = two_certificates();
  auto standing = standing_on(events, at("2020-12-06T12:00"));
  EXPECT_EQ(standing->stands->text, "first");
  EXPECT_EQ(status_of(*standing, "recount"), LegalStatus::Reported);
  standing = standing_on(events, at("2020-12-08T12:00"));
  EXPECT_EQ(standing->stands->text, "recount");
  EXPECT_EQ(status_of(*standing, "first"), LegalStatus::Superseded);
  events.push_back(event("recount", LegalAct::Void, "2020-12-10T12:00"));
  standing = standing_on(events, at("2020-12-10T12:00"));
  EXPECT_EQ(standing->stands->text, "first");
  EXPECT_EQ(status_of(*standing, "first"), LegalStatus::Certified);
  EXPECT_EQ(status_of(*standing, "recount"), LegalStatus::Void);
}

TEST(LegalStanding, AStayOfACertificateLetsTheEarlierOneStandUntilTheLastStayIsLifted) {
  std::vector<LegalEvent> events = two_certificates();
  events.push_back(event("recount", LegalAct::Stay, "2020-12-08T12:00", "state court"));
  events.push_back(event("recount", LegalAct::Stay, "2020-12-09T12:00", "federal court"));
  events.push_back(event("recount", LegalAct::Lift, "2020-12-10T12:00", "state court"));
  events.push_back(event("recount", LegalAct::Lift, "2020-12-11T12:00", "federal court"));
  EXPECT_EQ(standing_on(events, at("2020-12-08T11:59"))->stands->text, "recount");
  EXPECT_EQ(standing_on(events, at("2020-12-08T12:00"))->stands->text, "first");
  const auto one_left = standing_on(events, at("2020-12-10T12:00"));
  EXPECT_EQ(one_left->stands->text, "first");
  EXPECT_EQ(status_of(*one_left, "recount"), LegalStatus::Stayed);
  EXPECT_EQ(one_left->find({"recount"})->since.text(), "2020-12-08T12:00");
  EXPECT_EQ(standing_on(events, at("2020-12-11T12:00"))->stands->text, "recount");
}

TEST(LegalStanding, ARecountInProgressDoesNotStandByBeingReported) {
  const std::vector<LegalEvent> events = {event("unofficial", LegalAct::Report, "2020-11-04T02:00"),
                                          event("recount", LegalAct::Order, "2020-11-05T12:00"),
                                          event("recount", LegalAct::Report, "2020-11-06T12:00")};
  EXPECT_EQ(standing_on(events, at("2020-11-07T12:00"))->stands->text, "unofficial");
}

TEST(LegalStanding, ARecordThatCannotBeIsRefusedWithItsCause) {
  struct Case {
    std::string cause;
    std::vector<LegalEvent> events;
  };
  const std::string day = "2020-12-01T1";
  const auto on = [&](LegalAct act, int hour, const std::string& stay = "") {
    return event("set", act, day + std::to_string(hour) + ":00", stay);
  };
  const std::vector<Case> cases = {
      {"legal.no-figures", {on(LegalAct::Certify, 0)}},
      {"legal.no-figures", {on(LegalAct::Order, 0), on(LegalAct::Canvass, 1)}},
      {"legal.stayed",
       {on(LegalAct::Report, 0), on(LegalAct::Stay, 1, "a"), on(LegalAct::Certify, 2)}},
      {"legal.ended",
       {on(LegalAct::Order, 0), on(LegalAct::Report, 1), on(LegalAct::Halt, 2),
        on(LegalAct::Certify, 3)}},
      {"legal.ended", {on(LegalAct::Report, 0), on(LegalAct::Void, 1), on(LegalAct::Canvass, 2)}},
      {"legal.final", {on(LegalAct::Report, 0), on(LegalAct::Certify, 1), on(LegalAct::Report, 2)}},
      {"legal.no-stay",
       {on(LegalAct::Order, 0), on(LegalAct::Stay, 1, "a"), on(LegalAct::Lift, 2, "b")}},
      {"legal.stay-again",
       {on(LegalAct::Order, 0), on(LegalAct::Stay, 1, "a"), on(LegalAct::Stay, 2, "a")}},
      {"legal.ordered-again", {on(LegalAct::Order, 0), on(LegalAct::Order, 1)}},
      {"legal.no-order", {on(LegalAct::Report, 0), on(LegalAct::Halt, 1)}},
  };
  for (const Case& row : cases) {
    const auto standing = standing_on(row.events, at("2020-11-30T12:00"));
    ASSERT_FALSE(standing) << row.cause;
    ASSERT_EQ(standing.problems().size(), 1U) << row.cause;
    EXPECT_EQ(standing.problems()[0].cause, row.cause);
  }
}

TEST(LegalStanding, EveryActHasItsName) {
  for (const LegalAct act :
       {LegalAct::Order, LegalAct::Report, LegalAct::Canvass, LegalAct::Certify, LegalAct::Stay,
        LegalAct::Lift, LegalAct::Halt, LegalAct::Void}) {
    EXPECT_EQ(legal_act_named(name_of(act)), act);
  }
  EXPECT_FALSE(legal_act_named("overrule").has_value());
}

// An audit's figures confirm a winner or do not; whatever is said of them, they are not the result.
TEST(LegalStanding, AnAuditsFiguresNeverStand) {
  std::vector<LegalEvent> events{event("first", LegalAct::Report, "2020-11-12T12:00"),
                                 event("hand", LegalAct::Report, "2020-11-19T17:00")};
  EXPECT_EQ(standing_on(events, at("2020-12-01T12:00"))->stands->text, "hand");
  events[1].audit = true;
  const LegalStanding standing = standing_on(events, at("2020-12-01T12:00")).value();
  EXPECT_EQ(standing.stands->text, "first");
  EXPECT_EQ(standing.sentence(),
            "first stands (reported 2020-11-12T12:00); hand is reported since 2020-11-19T17:00 (an "
            "audit's figures, not the certified count)");
  events.erase(events.begin());
  EXPECT_FALSE(standing_on(events, at("2020-12-01T12:00"))->stands);
}

}  // namespace
}  // namespace recanvass::recount
