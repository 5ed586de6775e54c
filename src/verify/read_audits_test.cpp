#include "base/sha256.h"
#include "draw/named_draw.h"
#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <tuple>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

constexpr const char* kDigits = "92076602804272786701";

Json sheriff(const Json& tabulated = {{"a", 90}, {"b", 60}}) {
  return {{"contest", "sheriff"},
          {"name", "Sheriff"},
          {"rule", "plurality"},
          {"vote_for", 1},
          {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
          {"reported", {{"a", 90}, {"b", 60}}},
          {"tabulated", tabulated},
          {"winners", {"a"}},
          {"risk_limit", "0.1"},
          {"targeted", true}};
}

Json list() { return {{"list", "dane"}, {"county", "dane"}, {"at_most", 165}}; }

Json batches() {
  return {{"list", "dane"},
          {"batches", {{{"batch", "B1"}, {"cards", 100}}, {{"batch", "B2"}, {"cards", 50}}}}};
}

Json method() {
  return {{"design", "polling"},
          {"draw", "numbers"},
          {"draw_from", "all-lists"},
          {"risk_function", "default"}};
}

Json seed(const std::string& digits = kDigits) {
  return {{"digits", digits},
          {"read_back", digits},
          {"witnesses", {"Ada Alm", "Ben Berg"}},
          {"thrown_at", "2016-11-28T04:00"},
          {"place", "the capitol"}};
}

Json drawn(std::uint64_t before, std::uint64_t cards) {
  Json places = Json::array();
  for (const std::uint64_t place : draw::drawn_cards(
           draw::CardDraw::Numbers, draw::Seed::make(kDigits).value(), 165, before, cards)) {
    places.push_back(place);
  }
  return {{"cards", cards}, {"found", {{"round", 1}, {"first", before + 1}, {"drawn", places}}}};
}

// The hash as the page on entries defines it, written down a third time.
std::string plan_hash(const Json& contest, const Json& listing = list(),
                      const Json& named = batches()) {
  Json body = contest;
  const std::string id = body["contest"];
  body.erase("contest");
  Json listed = listing;
  listed["batches"] = named["batches"];
  const Json plan = {{"schema", "recanvass.audit/1"},
                     {"contests", {{id, body}}},
                     {"lists", Json::array({listed})},
                     {"method", method()}};
  return base::hex(base::sha256(base::canonical_json(plan)));
}

BundleParts planned(const Json& contest = sheriff(), const Json& listing = list(),
                    const Json& named = batches()) {
  BundleParts parts = test::committed_parts();
  parts.say("audit.contest", "state", contest);
  parts.say("audit.list", "dane-clerk", listing);
  parts.say("audit.batches", "dane-clerk", named);
  parts.say("audit.method", "state", method());
  return parts;
}

BundleParts fixed(const Json& contest = sheriff(), const Json& listing = list(),
                  const Json& named = batches()) {
  BundleParts parts = planned(contest, listing, named);
  parts.say(
      "audit.commit", "state",
      {{"audit_sha256", plan_hash(contest, listing, named)}, {"published_in", "the web site"}});
  return parts;
}

BundleParts seeded() {
  BundleParts parts = fixed();
  parts.record_witness();
  parts.say("audit.seed", "state", seed());
  return parts;
}

std::string audit_words(const BundleParts& parts, CheckId id) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Check check = test::verdict_of(test::request_for(folder.path())).of(id);
  return check.faults.empty() ? check.words : check.faults[0].words;
}

TEST(ReadAudits, AnAuditInItsOrderPassesAndIsDrawnAgain) {
  BundleParts parts = seeded();
  parts.say("audit.draw", "state", drawn(0, 20));
  parts.say("audit.draw", "state", drawn(20, 5));
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_EQ(audit_words(parts, CheckId::V24), "25 draws made again from the seed");
  EXPECT_EQ(audit_words(parts, CheckId::V23).substr(0, 16), "1 audit fixed by");
}

TEST(ReadAudits, ALedgerWithoutAnAuditSaysSo) {
  EXPECT_EQ(audit_words(test::committed_parts(), CheckId::V23),
            "no audit was committed to in this ledger");
  EXPECT_EQ(audit_words(seeded(), CheckId::V24), "no card was drawn");
}

TEST(ReadAudits, EachStepOutOfOrderFailsV23) {
  BundleParts early = planned();
  early.say("audit.seed", "state", seed());
  EXPECT_EQ(test::failures_of(early), "V23") << "a seed before the commitment";
  BundleParts unseen = fixed();
  unseen.say("audit.seed", "state", seed());
  EXPECT_EQ(test::failures_of(unseen), "V23") << "nobody countersigned the plan";
  BundleParts undrawn = fixed();
  undrawn.record_witness();
  undrawn.say("audit.draw", "state", drawn(0, 5));
  EXPECT_EQ(test::failures_of(undrawn), "V23") << "a draw before the seed";
  BundleParts twice = seeded();
  twice.say("audit.seed", "state", seed("11111111111111111111"));
  EXPECT_EQ(test::failures_of(twice), "V23");
  EXPECT_NE(audit_words(twice, CheckId::V23).find("gave the seed already"), std::string::npos);
}

TEST(ReadAudits, WhatIsFixedDoesNotChange) {
  for (const auto& [kind, author, body] :
       {std::tuple("audit.contest", "state", sheriff()),
        std::tuple("audit.batches", "dane-clerk",
                   Json{{"list", "dane"}, {"batches", {{{"batch", "B3"}, {"cards", 10}}}}}),
        std::tuple("audit.method", "state", method())}) {
    BundleParts parts = fixed();
    parts.say(kind, author, body);
    EXPECT_EQ(test::failures_of(parts), "V23") << kind;
  }
}

TEST(ReadAudits, AnotherHashOrRecordsOfAnotherOutcomeFail) {
  BundleParts other = fixed();
  other.restate(other.find("audit.commit"), "audit_sha256", std::string(64, '0'));
  EXPECT_EQ(test::failures_of(other), "V23");
  EXPECT_EQ(test::failures_of(fixed(sheriff({{"a", 91}, {"b", 60}}))), "V23");
}

TEST(ReadAudits, ASeedOfAnotherFormOrWithoutTwoPeopleFails) {
  const auto failures_with = [](const char* member, const Json& value) {
    BundleParts parts = seeded();
    parts.restate(parts.find("audit.seed"), member, value);
    return test::failures_of(parts);
  };
  EXPECT_EQ(failures_with("digits", "9207660280427278670"), "V23");
  EXPECT_EQ(failures_with("read_back", "92076602804272786702"), "V23");
  EXPECT_EQ(failures_with("witnesses", {"Ada Alm", "ada alm"}), "V6");
}

TEST(ReadAudits, ACardThatDoesNotFollowFromTheSeedFailsV24AndItsDrawIsNamed) {
  BundleParts parts = seeded();
  Json body = drawn(0, 20);
  body["found"]["drawn"][7] = body["found"]["drawn"][7].get<int>() == 1 ? 2U : 1U;
  parts.say("audit.draw", "state", body);
  EXPECT_EQ(test::failures_of(parts), "V24");
  EXPECT_NE(audit_words(parts, CheckId::V24).find("its draw 8 is not the card"), std::string::npos);
  BundleParts fewer = seeded();
  Json short_body = drawn(0, 20);
  short_body["found"]["drawn"].erase(19);
  fewer.say("audit.draw", "state", short_body);
  EXPECT_EQ(test::failures_of(fewer), "V24") << "a card left out";
  BundleParts more = seeded();
  Json beyond = drawn(0, 20);
  beyond["cards"] = 166;
  more.say("audit.draw", "state", beyond);
  EXPECT_EQ(test::failures_of(more), "V24") << "more cards than there are";
}

// Dane has 100 ballots in B1, 50 in B2 and 10 in B3, which is in no list.
TEST(ReadAudits, ABallotWithoutACardOrAPhantomFailsV23) {
  Json few = list();
  few["at_most"] = 159;
  EXPECT_EQ(test::failures_of(fixed(sheriff(), few)), "V23");
  EXPECT_NE(audit_words(fixed(sheriff(), few), CheckId::V23).find("10 ballots of the manifest of"),
            std::string::npos);
  few["at_most"] = 160;
  EXPECT_EQ(test::failures_of(fixed(sheriff(), few)), "");
  few.erase("at_most");
  EXPECT_EQ(test::failures_of(fixed(sheriff(), few)), "V23");
  Json more = batches();
  more["batches"][1]["cards"] = 51;
  EXPECT_EQ(test::failures_of(fixed(sheriff(), list(), more)), "V23") << "51 cards of 50 ballots";
  Json sheets = list();
  sheets["cards_per_ballot"] = 2;
  EXPECT_EQ(test::failures_of(fixed(sheriff(), sheets, more)), "");
}

TEST(ReadAudits, TheContestOfTheManifestNeedsTheCardsOfEveryCounty) {
  Json own = sheriff();
  own["contest"] = "president";
  own["reported"] = own["tabulated"] = {{"a", 114}, {"b", 79}};
  Json wide = list();
  wide["at_most"] = 300;
  EXPECT_EQ(test::failures_of(fixed(own, wide)), "V23") << "40 ballots of Rock";
  EXPECT_NE(audit_words(fixed(own, wide), CheckId::V23).find("40 ballots of the manifest of rock"),
            std::string::npos);
}

TEST(ReadAudits, DiceThrownBeforeAWitnessSawThePlanOrAfterTheEntryFailV23) {
  const auto failures_at = [](const char* moment) {
    BundleParts parts = seeded();
    parts.restate(parts.find("audit.seed"), "thrown_at", moment);
    return test::failures_of(parts);
  };
  EXPECT_EQ(failures_at("2014-01-01T10:00"), "V23");
  EXPECT_EQ(failures_at("2016-11-28T03:59"), "V23");
  EXPECT_EQ(failures_at("2016-11-28T05:00"), "");
  EXPECT_EQ(failures_at("2016-11-28T05:01"), "V23");
  EXPECT_EQ(failures_at("yesterday"), "V5");
}

TEST(ReadAudits, APlanThatCannotShowItsOutcomeFailsV23) {
  const auto failures_with = [](const Json& members) {
    Json contest = sheriff();
    contest.update(members);
    return test::failures_of(fixed(contest));
  };
  EXPECT_EQ(failures_with({{"risk_limit", "0.999"}}), "V23");
  EXPECT_EQ(failures_with({{"risk_limit", "0.5"}}), "");
  EXPECT_EQ(failures_with({{"winners", {"b"}}}), "V23") << "60 votes of 150";
  EXPECT_EQ(failures_with({{"vote_for", 2}}), "V23") << "one winner of two seats";
  EXPECT_EQ(failures_with({{"vote_for", 2}, {"seats", 1}}), "");
  EXPECT_EQ(failures_with({{"rule", "share"}, {"share", "1/3"}, {"winners", {"b"}}}), "V23")
      << "60 of 150 are more than a third, and 90 are more than 60";
  EXPECT_EQ(failures_with({{"rule", "share"}, {"share", "1/3"}}), "");
}

}  // namespace
}  // namespace recanvass::verify
