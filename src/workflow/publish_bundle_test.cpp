#include "workflow/publish_bundle.h"

#include "verify/verify_bundle.h"
#include "workflow/privacy_plan.h"
#include "workflow/publishing_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::StoryUnit;
using fixture::TestFolder;
using fixture::TestLedger;

const std::vector<StoryUnit> kUnits = {
    {"dane", "W1", {100, 50}}, {"dane", "W2", {10}}, {"rock", "R1", {40, 0}}};
// W3 and W4 are small, W5 is large with a small batch.
const std::vector<StoryUnit> kSmall = {{"dane", "W1", {100, 50}}, {"dane", "W3", {4}},
                                       {"dane", "W4", {3}},       {"dane", "W6", {12}},
                                       {"dane", "W7", {60}},      {"rock", "R5", {70, 2, 30}},
                                       {"rock", "R6", {0}}};

verify::Verdict verdict_of(const std::string& folder) {
  verify::VerifyRequest request;
  request.folder = folder;
  request.program = "recanvass test";
  request.log_key = ledger::VerifierKey{TestLedger::kOrigin, ledger::SignerKind::Log,
                                        fixture::key_named("log").public_key()};
  request.witness_keys = {
      {"press.example", ledger::SignerKind::Witness, fixture::key_named("press").public_key()}};
  base::SerialExecutor executor;
  return *verify::verify_bundle(request, executor);
}

std::string failures_of(const std::string& folder) {
  std::string failed;
  for (const verify::Check& check : verdict_of(folder).checks) {
    if (check.outcome != verify::Outcome::Failed) continue;
    failed += verify::id_of(check.id) + ": " + check.faults.at(0).words + "\n";
  }
  return failed;
}

base::Result<Published> publish(TestLedger& ledger, const std::string& folder) {
  return publish_bundle(ledger.storage(), fixture::no_law(), fixture::publish_to(folder));
}

// Publisher and verifier read the ledger each in its own way; here they meet.
TEST(PublishBundle, WhatIsPublishedPassesEveryCheckOfTheVerifier) {
  for (const auto& units : {kUnits, kSmall}) {
    TestLedger ledger;
    fixture::tell(ledger, units);
    const TestFolder place;
    const auto published = publish(ledger, place.file("bundle"));
    ASSERT_TRUE(published.ok()) << base::sentences(published.problems());
    EXPECT_EQ(published->size, ledger.operation().entries);
    EXPECT_EQ(failures_of(place.file("bundle")), "");
    for (const verify::CheckId id :
         {verify::CheckId::V1, verify::CheckId::V2, verify::CheckId::V3, verify::CheckId::V4,
          verify::CheckId::V5, verify::CheckId::V7, verify::CheckId::V8, verify::CheckId::V10,
          verify::CheckId::V20}) {
      EXPECT_EQ(verdict_of(place.file("bundle")).of(id).outcome, verify::Outcome::Passed)
          << verify::id_of(id);
    }
    // Two entries of a batch of a small cell are not given, and were not compared.
    const bool small = units.size() == kSmall.size();
    EXPECT_EQ(verdict_of(place.file("bundle")).of(verify::CheckId::V9).outcome,
              small ? verify::Outcome::NotChecked : verify::Outcome::Passed);
  }
}

// F21: what a restored copy lacks was signed once.
TEST(PublishBundle, ALedgerShorterThanOneThatWasSignedIsNotSignedAgain) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  KeyTable keys;
  keys.add(TestLedger::kOrigin, fixture::key_named("log"));
  const ledger::Checkpoint longer{TestLedger::kOrigin, ledger.operation().entries + 3, {}};
  const std::string text = ledger::checkpoint_text(longer);
  ASSERT_TRUE(
      keys.remember_note(TestLedger::kOrigin, TestLedger::kOrigin,
                         ledger::format_note({text,
                                              {ledger::sign_as_log(text, TestLedger::kOrigin,
                                                                   fixture::key_named("log"))}}))
          .ok());
  const TestFolder place;
  PublishRequest request = fixture::publish_to(place.file("bundle"));
  request.keys = &keys;
  const auto published = publish_bundle(ledger.storage(), fixture::no_law(), request);
  ASSERT_FALSE(published.ok());
  EXPECT_EQ(published.problems()[0].cause, "log.rolled-back");
  EXPECT_FALSE(std::filesystem::exists(place.file("bundle")));
}

// Imports of cards are inputs: publisher and verifier compute the same hash of them.
TEST(PublishBundle, ImportsOfCardsAreCommittedToAndCorrectedInTheOpen) {
  TestLedger ledger;
  ledger.open();
  const auto import_of = [](const std::string& id, const std::string& county, std::int64_t cards) {
    const std::string hash(64, id.front() == 'd' ? 'a' : 'b');
    return base::Json{{"import", id},
                      {"county", county},
                      {"format", "Hart Verity cast vote records, XML"},
                      {"sources", {{{"name", "c.zip"}, {"bytes", 9}, {"source_sha256", hash}}}},
                      {"store_sha256", hash},
                      {"cards", cards},
                      {"ballots", cards},
                      {"contests", 2},
                      {"ignored", {{"empty rows", 1}}}};
  };
  ledger.say("cards.import", "dane-clerk", import_of("dane", "dane", 160));
  ledger.commit(kUnits);
  for (const StoryUnit& unit : kUnits) ledger.count_unit(unit);
  base::Json late = import_of("rock", "rock", 40);
  late["reason"] = "the export came late";
  const std::uint64_t act = ledger.say("cards.correct", "rock-clerk", late);
  ledger.say("approve", "wec2", {{"entry", act}});
  ledger.sign_checkpoint();
  const TestFolder place;
  const auto published = publish(ledger, place.file("bundle"));
  ASSERT_TRUE(published.ok()) << base::sentences(published.problems());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
}

// A contest of its own on Dane's cards: the plan is fixed, cosigned, seeded and drawn.
void audit_sheriff(TestLedger& ledger) {
  const base::Json votes = {{"a", 90}, {"b", 60}};
  ledger.say("audit.contest", "wec",
             {{"contest", "sheriff"},
              {"name", "Sheriff"},
              {"rule", "plurality"},
              {"vote_for", 1},
              {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
              {"reported", votes},
              {"tabulated", votes},
              {"winners", {"a"}},
              {"risk_limit", "0.1"},
              {"targeted", true}});
  ledger.say("audit.list", "dane-clerk", {{"list", "dane"}, {"county", "dane"}});
  ledger.say("audit.batches", "dane-clerk",
             {{"list", "dane"},
              {"batches",
               {{{"batch", "W1-B1"}, {"cards", 100}},
                {{"batch", "W1-B2"}, {"cards", 50}},
                {{"batch", "W2-B1"}, {"cards", 10}}}}});
  ledger.say("audit.method", "wec",
             {{"design", "polling"},
              {"draw", "numbers"},
              {"draw_from", "all-lists"},
              {"risk_function", "default"}});
  ledger.say("audit.commit", "wec",
             {{"audit_sha256", plan_sha256(ledger.operation().audits.current)},
              {"published_in", "the web site"}});
  ledger.record_witness();
  ledger.say("audit.seed", "wec",
             {{"digits", "92076602804272786701"},
              {"read_back", "92076602804272786701"},
              {"witnesses", {"Ada Alm", "Ben Berg"}},
              {"thrown_at", "2016-12-01T03:00"},
              {"place", "the capitol"}});
  ledger.say("audit.draw", "wec", {{"cards", 30}});
  ledger.say("audit.draw", "wec", {{"cards", 10}});
}

TEST(PublishBundle, AnAuditIsFixedSeededAndDrawnAndWhoeverHasTheFolderDrawsTheSameCards) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  audit_sheriff(ledger);
  ledger.sign_checkpoint();
  const TestFolder place;
  const auto published = publish(ledger, place.file("bundle"));
  ASSERT_TRUE(published.ok()) << base::sentences(published.problems());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  const verify::Verdict verdict = verdict_of(place.file("bundle"));
  EXPECT_EQ(verdict.of(verify::CheckId::V23).outcome, verify::Outcome::Passed);
  EXPECT_EQ(verdict.of(verify::CheckId::V24).outcome, verify::Outcome::Passed);
  EXPECT_EQ(verdict.of(verify::CheckId::V24).words, "40 draws made again from the seed");
}

// The sheriff's votes lie in the order of the cards: 90 for a, 60 for b, 10 blank.
base::Json sheriff_on(std::int64_t card) {
  base::Json reading = {{"contest", "sheriff"}, {"state", card <= 150 ? "marked" : "blank"}};
  if (card <= 150) reading["marks"] = base::Json::array({{{"choice", card <= 90 ? "a" : "b"}}});
  return base::Json::array({reading});
}

// Every card that is open is read twice, and what was read is measured.
base::Json measured_poll(TestLedger& ledger) {
  const auto cards = ledger.operation().audits.current.cards;
  for (const auto& [place, card] : cards) {
    if (card.is_settled()) continue;
    for (const char* reader : {"dane-1", "dane-2"}) {
      ledger.say(
          "reading.enter", reader,
          {{"list", place.first}, {"card", place.second}, {"readings", sheriff_on(place.second)}});
    }
  }
  ledger.say("readings.sign-off", "dane-super", {{"list", "dane"}});
  ledger.say("audit.round", "wec", base::Json::object());
  return ledger.operation().audits.current.results.back().found;
}

// A poll has no records to show: paper alone, round by round, until the last card.
TEST(PublishBundle, ABallotPollIsMeasuredRoundByRoundAndAStrangerMeasuresTheSame) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  audit_sheriff(ledger);
  const base::Json first = measured_poll(ledger);
  EXPECT_EQ(first["verdict"], "go-on");
  EXPECT_EQ(first["contests"][0]["draws"], 40);
  EXPECT_EQ(first["contests"][0]["met"], "no");
  ledger.say("audit.draw", "wec", {{"cards", 120}});
  const base::Json second = measured_poll(ledger);
  EXPECT_EQ(second["verdict"], "stop");
  EXPECT_EQ(second["contests"][0]["draws"], 160);
  EXPECT_EQ(second["contests"][0]["risk"], "0") << "all cards were read";
  ledger.sign_checkpoint();
  const TestFolder place;
  const auto published = publish(ledger, place.file("bundle"));
  ASSERT_TRUE(published.ok()) << base::sentences(published.problems());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  const verify::Verdict verdict = verdict_of(place.file("bundle"));
  for (const verify::CheckId id :
       {verify::CheckId::V23, verify::CheckId::V24, verify::CheckId::V25, verify::CheckId::V26}) {
    EXPECT_EQ(verdict.of(id).outcome, verify::Outcome::Passed) << verdict.of(id).words;
  }
  EXPECT_EQ(verdict.of(verify::CheckId::V26).words.substr(0, 52),
            "2 risks of contests worked out again from the readin");
  const auto files = fixture::files_in(place.file("bundle"));
  EXPECT_NE(files.at("public/audit_rounds.csv").find("sheriff"), std::string::npos);
}

TEST(PublishBundle, AtEveryMomentOfACountThePublishedPartPasses) {
  TestLedger ledger;
  ledger.open();
  ledger.sign_checkpoint();
  const TestFolder place;
  const auto check = [&](const char* moment) {
    ledger.sign_checkpoint();
    const auto published = publish(ledger, place.file("bundle"));
    ASSERT_TRUE(published.ok()) << moment << base::sentences(published.problems());
    EXPECT_EQ(failures_of(place.file("bundle")), "") << moment;
  };
  check("nothing is known");
  ledger.commit(kSmall);
  check("committed");
  ledger.enter(kSmall[0], 0, "dane-1");
  check("one blind entry");
  ledger.enter(kSmall[0], 0, "dane-2");
  ledger.enter(kSmall[0], 1, "dane-1");
  ledger.enter(kSmall[0], 1, "dane-2");
  ledger.say("count.sign-off", "dane-super", {{"unit", "W1"}});
  check("one unit");
  for (std::size_t i = 1; i < kSmall.size(); ++i) {
    ledger.count_unit(kSmall[i]);
    check(kSmall[i].id.c_str());
  }
}

void give_version(TestLedger& ledger, const char* label, const base::Json& units) {
  ledger.say("result.version", "dane-clerk",
             {{"county", "dane"},
              {"label", label},
              {"known_on", "2016-11-20"},
              {"source", "amended canvass"},
              {"cause", "TRANSPOSE"},
              {"minute", "m1"},
              {"units", units}});
}

base::Json version_given(const char* unit, std::int64_t ballots, std::int64_t a, std::int64_t b) {
  return {{"unit", unit}, {"ballots", ballots}, {"votes", {{"a", a}, {"b", b}}}};
}

// 171 votes on 150 ballots: said before anybody counts, without the figures.
TEST(PublishBundle, WhatWasReportedAndCannotBeIsSaidAtOnceAndWhatItWasWhenItIsPublic) {
  TestLedger ledger;
  ledger.open();
  ledger.commit(kUnits, fixture::ReturnsIn::EntriesByUnit);
  give_version(ledger, "v2", base::Json::array({version_given("W1", 150, 101, 70)}));
  const TestFolder place;
  const auto shown = [&](const std::string& row, const std::string& sentence) {
    ledger.sign_checkpoint();
    ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
    EXPECT_EQ(failures_of(place.file("bundle")), "");
    const auto files = fixture::files_in(place.file("bundle"));
    const std::string table = files.at("public/reconciliation.csv");
    EXPECT_NE(table.find(row), std::string::npos) << table;
    EXPECT_NE(files.at("index.html").find(sentence), std::string::npos) << sentence;
  };
  const std::string under_review = "dane,W1,\"impossible, under review\",,as reported,,,no,";
  shown(under_review, "Impossible, under review: what was reported of W1, Dane");
  for (const auto& [path, bytes] : fixture::files_in(place.file("bundle"))) {
    EXPECT_EQ(bytes.find("overvotes 171"), std::string::npos) << path;
    EXPECT_EQ(bytes.find("\"a\":101"), std::string::npos) << path;
  }
  const auto words = verdict_of(place.file("bundle")).of(verify::CheckId::V18).words;
  EXPECT_NE(words.find("what was reported of W1 cannot be is said there and was not checked"),
            std::string::npos)
      << words;
  ledger.count_unit(kUnits[0]);
  shown("dane,W1,impossible as reported,R1,as reported,amber,21,yes,",
        "What had been reported of Ward W1 (W1), Dane was impossible (votes, blank and overvotes "
        "171, ballots 150: 21 more); it was counted again.");
}

// One entry names a unit that is counted and one that is open: what it says of the first is not
// given, so its reconciliation cannot be.
TEST(PublishBundle, ReturnsThatAnEntryNamesWithAnOpenUnitAreWithheldInAllTheirVersions) {
  TestLedger ledger;
  ledger.open();
  ledger.commit(kUnits, fixture::ReturnsIn::EntriesByUnit);
  give_version(
      ledger, "v2",
      base::Json::array({version_given("W1", 150, 75, 75), version_given("W2", 10, 5, 5)}));
  ledger.count_unit(kUnits[0]);
  ledger.sign_checkpoint();
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  EXPECT_EQ(fixture::files_in(place.file("bundle")).at("public/reported.csv"),
            "county,unit,name,ballots,registered,votes_a,votes_b,corrected\r\n");
  ledger.count_unit(kUnits[1]);
  ledger.sign_checkpoint();
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  EXPECT_NE(fixture::files_in(place.file("bundle")).at("public/reported.csv").find("dane,W1,"),
            std::string::npos);
}

// 4 of 5 listed ballots were found: what a rule finds in a batch under the rule is not given, and
// the unit is what its published figures make it.
TEST(PublishBundle, AFindingInABatchThatIsGivenOnlyWithOthersNamesItInNoTable) {
  TestLedger ledger;
  ledger.open();
  const std::vector<StoryUnit> units = {{"dane", "W1", {100, 50, 5}}, {"rock", "R1", {40}}};
  ledger.commit(units);
  for (const char* team : {"dane-1", "dane-2"}) {
    ledger.enter(units[0], 0, team);
    ledger.enter(units[0], 1, team);
    ledger.say("tally.enter", team,
               {{"batch", "W1-B3"},
                {"ballots", 4},
                {"votes", {{"a", 2}, {"b", 2}}},
                {"blank", 0},
                {"over", 0},
                {"reason", "ballots-missing"},
                {"words", "one is not there"}});
  }
  ledger.say("unit.figures", "dane-clerk",
             {{"unit", "W1"}, {"figures", {{"voters_poll_book", 154}}}});
  ledger.say("count.sign-off", "dane-super", {{"unit", "W1"}});
  ledger.sign_checkpoint();
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  const auto files = fixture::files_in(place.file("bundle"));
  EXPECT_EQ(files.at("public/reconciliation.csv").find("W1-B3"), std::string::npos)
      << files.at("public/reconciliation.csv");
  EXPECT_NE(files.at("public/reconciliation.csv").find("dane,W1,"), std::string::npos);
}

// The unit is given by its tape and whole: its batches are no cells of it.
TEST(PublishBundle, ATapeOfAUnitWithASmallBatchIsGivenWholeAndInNoGroup) {
  TestLedger ledger;
  ledger.open();
  ledger.commit({{"dane", "W1", {300, 8}}, {"rock", "R1", {40}}});
  ledger.say("method.set", "wec",
             {{"method", "machine"}, {"extent", "whole"}, {"decided_by", "board"}, {"words", "x"}});
  const std::uint64_t tape =
      ledger.say("result.machine", "dane-clerk",
                 {{"unit", "W1"},
                  {"tape", {{{"choice", "a"}, {"votes", 154}}, {{"choice", "b"}, {"votes", 154}}}},
                  {"ballots", 308},
                  {"blank", 0},
                  {"over", 0}});
  ledger.say("approve", "dane-super", {{"entry", tape}});
  ledger.say("unit.figures", "dane-clerk",
             {{"unit", "W1"}, {"figures", {{"voters_poll_book", 309}}}});
  ledger.say("count.sign-off", "dane-super", {{"unit", "W1"}});
  ledger.sign_checkpoint();
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  const auto files = fixture::files_in(place.file("bundle"));
  EXPECT_NE(files.at("public/results.csv").find("dane,W1,Ward W1,counted,,2,308,154,154,0,0"),
            std::string::npos)
      << files.at("public/results.csv");
  EXPECT_NE(files.at("bundle.json").find("\"groups\":[]"), std::string::npos);
  EXPECT_NE(files.at("public/reconciliation.csv").find("R3,,"), std::string::npos)
      << "the ballots found are those of the tape";
}

// What the certificate said of units that kept their first count was true on its day. Then another
// unit is to be counted, its figures are withheld again, and nobody is accused of what they were.
TEST(PublishBundle, ACertificateOfAPartIsNotCalledFalseWhenMoreIsToBeCountedAfterIt) {
  TestLedger ledger;
  ledger.open();
  const std::vector<StoryUnit> units = {
      {"dane", "W1", {101, 50}}, {"dane", "W2", {10}}, {"rock", "R1", {40, 0}}};
  ledger.commit(units);
  const auto by_two = [&](const char* kind, base::Json body) {
    const std::uint64_t act = ledger.say(kind, "wec", std::move(body));
    if (ledger.operation().people.waiting.contains(act)) {
      ledger.say("approve", "wec2", {{"entry", act}});
    }
  };
  by_two("method.set", {{"method", "hand"},
                        {"extent", "partial"},
                        {"units", {"W1", "W2"}},
                        {"decided_by", "board"},
                        {"words", "x"}});
  for (const std::size_t unit : {0U, 1U}) ledger.count_unit(units[unit]);
  ledger.say("cause.assign", "dane-clerk",
             {{"unit", "W1"}, {"cause", "PEN"}, {"words", "w"}, {"minute", "m1"}});
  for (const std::string county : {"dane", "rock"}) {
    ledger.say(
        "county.statement", county + "-clerk",
        {{"county", county}, {"signed_by", {"Ann", "Bob"}}, {"signed_at", "2016-12-12T12:00"}});
  }
  by_two(
      "certificate.issue",
      {{"result_set", "recount"}, {"authority", "State board"}, {"signed_at", "2016-12-12T19:00"}});
  ledger.sign_checkpoint();
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  EXPECT_NE(fixture::files_in(place.file("bundle")).at("index.html").find("stand as first counted"),
            std::string::npos);
  by_two(
      "method.set",
      {{"method", "hand"}, {"extent", "whole"}, {"decided_by", "board"}, {"words", "all of it"}});
  ledger.sign_checkpoint();
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
}

// Twelve ballots are found after the certificate. Of the batches that are given only together the
// folder has the sum of its end: what was stated before is not called false by it.
TEST(PublishBundle, AStatementOfBeforeAReopeningIsNotJudgedByTheSumsOfAfterIt) {
  TestLedger ledger;
  ledger.open();
  const std::vector<StoryUnit> units = {{"dane", "W1", {301, 8}}, {"rock", "R1", {40}}};
  ledger.commit(units);
  const auto by_two = [&](const char* kind, const std::string& author, const std::string& second,
                          base::Json body) {
    const std::uint64_t act = ledger.say(kind, author, std::move(body));
    ledger.say("approve", second, {{"entry", act}});
    return act;
  };
  const auto close_dane = [&](std::int64_t voters) {
    ledger.say("unit.figures", "dane-clerk",
               {{"unit", "W1"}, {"figures", {{"voters_poll_book", voters}}}, {"reason", "again"}});
    ledger.say("count.sign-off", "dane-super", {{"unit", "W1"}});
    ledger.say("cause.assign", "dane-clerk",
               {{"unit", "W1"}, {"cause", "PEN"}, {"words", "w"}, {"minute", "m1"}});
    ledger.say(
        "county.statement", "dane-clerk",
        {{"county", "dane"}, {"signed_by", {"Ann", "Bob"}}, {"signed_at", "2016-12-12T12:00"}});
  };
  for (const std::size_t batch : {0U, 1U}) {
    for (const char* team : {"dane-1", "dane-2"}) ledger.enter(units[0], batch, team);
  }
  close_dane(309);
  ledger.count_unit(units[1]);
  ledger.say("county.statement", "rock-clerk",
             {{"county", "rock"}, {"signed_by", {"Cy", "Di"}}, {"signed_at", "2016-12-12T12:00"}});
  base::Json certificate = {
      {"result_set", "recount"}, {"authority", "State board"}, {"signed_at", "2016-12-12T19:00"}};
  by_two("certificate.issue", "wec", "wec2", certificate);
  const TestFolder place;
  const auto failures = [&] {
    ledger.sign_checkpoint();
    EXPECT_TRUE(publish(ledger, place.file("bundle")).ok());
    return failures_of(place.file("bundle"));
  };
  EXPECT_EQ(failures(), "");
  by_two("count.reopen", "dane-clerk", "dane-super", {{"unit", "W1"}, {"reason", "found"}});
  EXPECT_EQ(failures(), "") << "while it is open";
  const std::uint64_t extra = ledger.say("batch.extra", "dane-super",
                                         {{"batch", "W1-X"},
                                          {"unit", "W1"},
                                          {"container", "C-W1"},
                                          {"ballots", 12},
                                          {"reason", "found in a locker"}});
  ledger.say("incident.resolve", "dane-clerk", {{"incident", extra}, {"words", "counted"}});
  for (const char* team : {"dane-1", "dane-2"}) {
    ledger.say("tally.enter", team,
               {{"batch", "W1-X"},
                {"ballots", 12},
                {"votes", {{"a", 6}, {"b", 6}}},
                {"blank", 0},
                {"over", 0}});
  }
  close_dane(321);
  EXPECT_EQ(failures(), "") << "stated again";
  certificate["reason"] = "ballots were found";
  by_two("certificate.amend", "wec", "wec2", certificate);
  EXPECT_EQ(failures(), "") << "certified again";
}

TEST(PublishBundle, TheSameLedgerGivesTheSameBytes) {
  TestLedger ledger;
  fixture::tell(ledger, kSmall);
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("one")).ok());
  ASSERT_TRUE(publish(ledger, place.file("two")).ok());
  ASSERT_TRUE(publish(ledger, place.file("two")).ok()) << "over itself";
  EXPECT_EQ(fixture::files_in(place.file("one")), fixture::files_in(place.file("two")));
}

// T17, and design decision 13: a blind entry that was public would not be blind.
TEST(PublishBundle, NoFigureOfACountThatIsOpenLeavesTheHouse) {
  TestLedger ledger;
  ledger.open();
  const std::vector<StoryUnit> units = {{"dane", "W1", {7919, 50}}, {"rock", "R1", {6857}}};
  ledger.commit(units);
  ledger.enter(units[0], 0, "dane-1");
  ledger.count_unit(units[1]);
  ledger.sign_checkpoint();
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  std::string all;
  for (const auto& [path, bytes] : fixture::files_in(place.file("bundle"))) all += bytes;
  EXPECT_EQ(all.find("3959"), std::string::npos) << "a half of 7,919, as reported or as counted";
  EXPECT_NE(all.find("3429"), std::string::npos) << "the unit that is closed is public";
}

TEST(PublishBundle, FiguresUnderTheRuleAreInNoFileAndTotalsStillAddUp) {
  TestLedger ledger;
  fixture::tell(ledger, kSmall);
  const TestFolder place;
  const auto published = publish(ledger, place.file("bundle"));
  ASSERT_TRUE(published.ok());
  const auto files = fixture::files_in(place.file("bundle"));
  // W3 (4) and W4 (3) make 7: W6 (12) joins them. In R5, 2 ballots: 30 joins.
  EXPECT_EQ(files.at("public/results.csv"),
            "county,unit,name,state,group,batches,ballots,votes_a,votes_b,blank,over\r\n"
            "dane,W1,Ward W1,counted,,2,150,75,75,0,0\r\n"
            "dane,W3,Ward W3,merged,county:dane,1,,,,,\r\n"
            "dane,W4,Ward W4,merged,county:dane,1,,,,,\r\n"
            "dane,W6,Ward W6,merged,county:dane,1,,,,,\r\n"
            "dane,W7,Ward W7,counted,,1,60,30,30,0,0\r\n"
            "rock,R5,Ward R5,counted,,3,102,51,51,0,0\r\n"
            "rock,R6,Ward R6,counted,,1,0,0,0,0,0\r\n"
            "dane,,,group,county:dane,3,19,9,10,0,0\r\n");
  EXPECT_EQ(published->withheld,
            (std::map<std::string, std::int64_t>{{"merged", 4}, {"open", 0}, {"small", 6}}));
  for (const auto& [path, bytes] : files) {
    if (!path.starts_with("tile/entries")) continue;
    EXPECT_EQ(bytes.find("\"ballots\":4,\"batch\":\"W3-B1\",\"blank\""), std::string::npos);
    EXPECT_EQ(bytes.find("\"batch\":\"R5-B3\",\"blank\""), std::string::npos);
    EXPECT_NE(bytes.find("\"batch\":\"R5-B1\",\"blank\""), std::string::npos);
  }
}

TEST(PublishBundle, WithoutTheLogsKeyTheListIsUnsignedAndItsSumsHaveNobody) {
  TestLedger ledger;
  fixture::tell(ledger, kSmall);
  const TestFolder place;
  PublishRequest request = fixture::publish_to(place.file("bundle"));
  EXPECT_TRUE(publish_bundle(ledger.storage(), fixture::no_law(), request)->list_signed);
  KeyTable none;
  for (Keyring* keys : {static_cast<Keyring*>(nullptr), static_cast<Keyring*>(&none)}) {
    request.keys = keys;
    const auto published = publish_bundle(ledger.storage(), fixture::no_law(), request);
    ASSERT_TRUE(published.ok());
    EXPECT_FALSE(published->list_signed);
    EXPECT_FALSE(std::filesystem::exists(place.file("bundle/bundle.note")));
    EXPECT_EQ(verdict_of(place.file("bundle")).unvouched(),
              std::vector<verify::CheckId>{verify::CheckId::V20});
  }
  KeyTable other;
  other.add(TestLedger::kOrigin, fixture::key_named("somebody else"));
  request.keys = &other;
  EXPECT_EQ(
      fixture::causes_of(publish_bundle(ledger.storage(), fixture::no_law(), request).problems()),
      "bundle.log-key");
}

// Two units of fewer than 10 ballots in one county, one in another: what is published beside them
// leaves at most the sum of two cells.
TEST(PublishBundle, NoSmallCellIsTheDifferenceOfPublishedSums) {
  for (const auto& units : std::vector<std::vector<StoryUnit>>{
           {{"dane", "W1", {100}}, {"dane", "W3", {4}}, {"rock", "R1", {40}}},
           {{"dane", "W1", {100}}, {"dane", "W3", {4}}, {"dane", "W4", {7}}, {"rock", "R1", {40}}},
           {{"dane", "W1", {100, 6}}, {"rock", "R1", {40}}},
           {{"dane", "W1", {100}}, {"rock", "R1", {9}}}}) {
    TestLedger ledger;
    fixture::tell(ledger, units);
    const auto plan = plan_privacy(ledger.operation(), 10);
    ASSERT_TRUE(plan.ok());
    ASSERT_FALSE(plan->groups.empty());
    for (const auto& [id, group] : plan->groups) {
      std::set<std::string> parts;
      for (const auto& [batch, withheld] : plan->batches) {
        const std::string& unit = ledger.operation().commitment.batches.at(batch).unit;
        if (withheld.group != id) continue;
        parts.insert(id.starts_with("unit:") ? batch
                     : id == "all"           ? county_given_for(ledger.operation(), unit)
                                             : unit);
      }
      EXPECT_GE(parts.size(), 2U) << id;
      EXPECT_GE(group.counted.ballots, 10) << id;
    }
  }
}

// Rock has 9 ballots and is given with Dane: what its board signed would tell them apart.
TEST(PublishBundle, TheStatementOfACountyThatIsGivenOnlyWithOthersIsWithheld) {
  TestLedger ledger;
  fixture::tell(ledger, {{"dane", "W1", {60}}, {"rock", "R1", {9}}});
  for (const std::string county : {"dane", "rock"}) {
    ledger.say("county.statement", county + "-clerk",
               {{"county", county},
                {"signed_by", {"Ann", "Bob"}},
                {"signed_at", "2016-12-01T12:00"},
                {"found",
                 {{"votes", {{"a", county == "dane" ? 30 : 4}, {"b", county == "dane" ? 30 : 5}}},
                  {"units", 1},
                  {"units_original", 0},
                  {"units_without_worksheet", 1}}}});
  }
  ledger.sign_checkpoint();
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  EXPECT_EQ(failures_of(place.file("bundle")), "");
  EXPECT_EQ(verdict_of(place.file("bundle")).of(verify::CheckId::V14).outcome,
            verify::Outcome::NotChecked);
  for (const auto& [path, bytes] : fixture::files_in(place.file("bundle"))) {
    EXPECT_EQ(bytes.find("units_without_worksheet"), std::string::npos) << path;
  }
  EXPECT_NE(fixture::files_in(place.file("bundle"))
                .at("public/withheld.csv")
                .find("county.statement,rock,,,merged,\r\n"),
            std::string::npos);
}

TEST(PublishBundle, AFolderIsReplacedOnlyByWhatExtendsIt) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const TestFolder place;
  const std::string folder = place.file("bundle");
  ASSERT_TRUE(publish(ledger, folder).ok());
  TestLedger shorter;
  shorter.open();
  shorter.sign_checkpoint();
  EXPECT_EQ(fixture::causes_of(publish(shorter, folder).problems()), "bundle.shrinks");
  TestLedger forked;
  std::vector<StoryUnit> others = kUnits;
  others.push_back({"rock", "R9", {80}});
  fixture::tell(forked, others);
  EXPECT_EQ(fixture::causes_of(publish(forked, folder).problems()), "bundle.forked");
  const auto before = fixture::files_in(folder);
  ledger.say("account.close", "wec", {{"account", "dane-1"}, {"reason", "left"}});
  ledger.sign_checkpoint();
  ASSERT_TRUE(publish(ledger, folder).ok());
  EXPECT_NE(fixture::files_in(folder), before);
  EXPECT_EQ(failures_of(folder), "");
}

std::string note_by(const ledger::Checkpoint& checkpoint, const std::string& witness) {
  const std::string text = ledger::checkpoint_text(checkpoint);
  return ledger::format_note(
      {text,
       {ledger::sign_as_log(text, TestLedger::kOrigin, fixture::key_named("log")),
        ledger::sign_as_witness(text, witness, fixture::key_named(witness), 1480327200)}});
}

TEST(PublishBundle, WhatWitnessesCountersignedIsPublishedWithAllTheirSignatures) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const ledger::Checkpoint seen{TestLedger::kOrigin, ledger.operation().entries,
                                root_of(ledger.operation(), ledger.operation().entries)};
  ledger.say("account.close", "wec", {{"account", "dane-1"}, {"reason", "left"}});
  ledger.sign_checkpoint();
  const TestFolder place;
  PublishRequest request = fixture::publish_to(place.file("bundle"));
  request.cosigned = {note_by(seen, "press.example"), note_by(seen, "party.example")};
  const auto published = publish_bundle(ledger.storage(), fixture::no_law(), request);
  ASSERT_TRUE(published.ok()) << base::sentences(published.problems());
  EXPECT_EQ(published->size, seen.size) << "one entry less than the store has";
  const std::string note = fixture::files_in(place.file("bundle")).at("checkpoint");
  EXPECT_NE(note.find("press.example"), std::string::npos);
  EXPECT_NE(note.find("party.example"), std::string::npos);
  const auto causes = [&](const std::vector<std::string>& notes) {
    request.cosigned = notes;
    return fixture::causes_of(
        publish_bundle(ledger.storage(), fixture::no_law(), request).problems());
  };
  ledger::Checkpoint other = seen;
  other.root[0] ^= 1;
  EXPECT_EQ(causes({"no note"}), "bundle.cosigned");
  EXPECT_EQ(causes({note_by(other, "press.example")}), "bundle.cosigned");
  EXPECT_EQ(causes({note_by(seen, "press.example"), note_by(other, "party.example")}),
            "bundle.cosigned");
}

TEST(PublishBundle, WhatIsNotABundleIsLeftAlone) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const TestFolder place;
  std::filesystem::create_directories(place.file("mine"));
  std::ofstream(place.file("mine/thesis.txt")) << "years of work";
  EXPECT_EQ(fixture::causes_of(publish(ledger, place.file("mine")).problems()), "bundle.not-ours");
  EXPECT_EQ(fixture::causes_of(publish(ledger, place.file("mine/thesis.txt")).problems()),
            "bundle.not-ours");
  EXPECT_EQ(fixture::files_in(place.file("mine")).size(), 1U);
  std::filesystem::create_directories(place.file("empty"));
  EXPECT_TRUE(publish(ledger, place.file("empty/")).ok());
  EXPECT_FALSE(std::filesystem::exists(place.file(".empty.draft")));
}

TEST(PublishBundle, ALedgerThatCannotBePublishedIsRefusedAndNothingIsWritten) {
  const TestFolder place;
  TestLedger unsigned_ledger;
  unsigned_ledger.open();
  EXPECT_EQ(fixture::causes_of(publish(unsigned_ledger, place.file("a")).problems()),
            "bundle.no-checkpoint");
  TestLedger tiny;
  fixture::tell(tiny, {{"dane", "W1", {5}}, {"rock", "R1", {4}}});
  EXPECT_EQ(fixture::causes_of(publish(tiny, place.file("b")).problems()), "bundle.small");
  PublishRequest request = fixture::publish_to(place.file("c"));
  request.minimum_ballots = 0;
  EXPECT_EQ(
      fixture::causes_of(publish_bundle(tiny.storage(), fixture::no_law(), request).problems()),
      "bundle.minimum");
  EXPECT_FALSE(std::filesystem::exists(place.file("a")));
  EXPECT_FALSE(std::filesystem::exists(place.file("b")));
  request.minimum_ballots = 1;
  EXPECT_TRUE(publish_bundle(tiny.storage(), fixture::no_law(), request).ok());
  EXPECT_EQ(failures_of(place.file("c")), "");
}

// One digit of one tally in the published folder: the verifier says which.
TEST(PublishBundle, AChangedDigitOfATallyIsNamedByItsBatch) {
  TestLedger ledger;
  fixture::tell(ledger, {{"dane", "W34", {254, 848}}, {"rock", "R1", {40}}});
  const TestFolder place;
  ASSERT_TRUE(publish(ledger, place.file("bundle")).ok());
  for (const auto& [path, bytes] : fixture::files_in(place.file("bundle"))) {
    const auto at = bytes.find("\"ballots\":254,\"batch\":\"W34-B1\",\"blank\"");
    if (!path.starts_with("tile/entries") || at == std::string::npos) continue;
    std::string changed = bytes;
    changed[at + 10] = '8';
    std::ofstream(place.file("bundle/" + path), std::ios::binary) << changed;
  }
  const verify::Verdict verdict = verdict_of(place.file("bundle"));
  EXPECT_TRUE(verdict.failed());
  EXPECT_EQ(verdict.of(verify::CheckId::V4).faults.at(0).subject, "W34-B1");
  EXPECT_NE(failures_of(place.file("bundle")).find("unit W34"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::workflow
