// An audit by batches on a ledger, from the reported votes of thirty batches in two counties to a
// folder that a stranger finds right, and others that he does not. Everything is invented. Weights,
// draws and risks are worked out here a second time, with nothing of the program's.
#include "base/sha256.h"
#include "tests/cli/run_program.h"
#include "tests/scenarios/audit_story.h"
#include "tests/scenarios/forged_folder.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace recanvass::story {
namespace {

using base::Json;
using cli_test::run_recanvass;

constexpr const char* kBatchOrigin = "elections.example/batches";
constexpr const char* kBatchSeed = "30451976128804413527";
constexpr std::uint64_t kBatchWitnessedAt = 1'605'540'600;

struct ToldBatch {
  std::string list;
  std::string id;
  std::int64_t first = 0;  // of its list
  std::int64_t first_of_all = 0;
  std::int64_t cards = 0;
  std::map<std::string, std::int64_t> votes;  // as reported
};

// Twenty in Adams and ten in Boulder, of 100 to 140 cards; three of each batch are blank.
std::vector<ToldBatch> told_batches() {
  std::vector<ToldBatch> batches;
  std::map<std::string, std::int64_t> next{{"adams", 1}, {"boulder", 1}};
  std::int64_t first_of_all = 1;
  for (std::int64_t i = 0; i < 30; ++i) {
    const std::string list = i < 20 ? "adams" : "boulder";
    const std::int64_t cards = 100 + 10 * (i % 5);
    const std::int64_t ada = cards * (50 + i % 7) / 100;
    const std::int64_t ben = cards * 35 / 100;
    batches.push_back({list,
                       fmt::format("{}-{}", list, i + 1),
                       next[list],
                       first_of_all,
                       cards,
                       {{"ada", ada}, {"ben", ben}, {"cyd", cards - 3 - ada - ben}}});
    next[list] += cards;
    first_of_all += cards;
  }
  return batches;
}

std::map<std::string, std::int64_t> votes_of_all(const std::vector<ToldBatch>& batches) {
  std::map<std::string, std::int64_t> all;
  for (const ToldBatch& batch : batches) {
    for (const auto& [choice, votes] : batch.votes) all[choice] += votes;
  }
  return all;
}

// The part of the lead over each loser that a batch's errors could make up, in billionths.
std::vector<std::int64_t> own_weights(const std::vector<ToldBatch>& batches) {
  const auto all = votes_of_all(batches);
  std::vector<std::int64_t> weights;
  for (const ToldBatch& batch : batches) {
    std::int64_t weight = 1;
    for (const char* loser : {"ben", "cyd"}) {
      const std::int64_t lead = all.at("ada") - all.at(loser);
      const std::int64_t room = batch.cards + batch.votes.at("ada") - batch.votes.at(loser);
      weight = std::max(weight, (room * 1'000'000'000 + lead - 1) / lead);
    }
    weights.push_back(weight);
  }
  return weights;
}

// SHA-256 of the seed, a comma and k, digit by digit modulo the sum.
std::vector<std::size_t> own_draws(const std::vector<std::int64_t>& weights, int draws) {
  std::int64_t sum = 0;
  for (const std::int64_t weight : weights) sum += weight;
  std::vector<std::size_t> drawn;
  for (int k = 1; k <= draws; ++k) {
    const std::string digits = base::hex(base::sha256(fmt::format("{},{}", kBatchSeed, k)));
    std::int64_t left = 0;
    for (const char digit : digits) {
      left = (left * 16 + (digit <= '9' ? digit - '0' : digit - 'a' + 10)) % sum;
    }
    std::size_t at = 0;
    while (left >= weights[at]) left -= weights[at++];
    drawn.push_back(at);
  }
  return drawn;
}

class BatchAuditLedger : public testing::Test {
 protected:
  void open();
  void add_places();
  void plan();
  void commit_and_seed();
  void count_open_batches();
  Json measure();
  [[nodiscard]] double own_risk(int draws) const;
  [[nodiscard]] std::filesystem::path published() { return story_.folder() / "published"; }
  void publish();

  std::vector<ToldBatch> batches_ = told_batches();
  std::map<std::string, std::map<std::string, std::int64_t>> paper_;  // where it is another
  std::set<std::string> counted_;
  Story story_{"state"};
};

void BatchAuditLedger::open() {
  story_.now("2020-11-16T15:00:00Z");
  story_.say("state", "operation.open",
             {{"origin", kBatchOrigin},
              {"name", "Sheriff"},
              {"election", "us-2020-general"},
              {"jurisdiction", "us-co"},
              {"contest", "sheriff"},
              {"vote_for", 1},
              {"choices",
               {{{"id", "ada"}, {"name", "Ada"}},
                {{"id", "ben"}, {"name", "Ben"}},
                {{"id", "cyd"}, {"name", "Cyd"}}}},
              {"counties",
               {{{"id", "us-co-adams"}, {"name", "Adams"}},
                {{"id", "us-co-boulder"}, {"name", "Boulder"}}}},
              {"policy", "us-co-2020"},
              {"law_day", "2020-11-03"},
              {"officer_name", "State officer 1"},
              {"officer_key", story_.make_key("state")}});
  for (const char* list : {"adams", "boulder"}) {
    const std::string county = fmt::format("us-co-{}", list);
    story_.add_person(fmt::format("{}-clerk", list), "county-officer", county);
    story_.add_person(fmt::format("{}-judge", list), "supervisor", county);
    story_.add_person(fmt::format("{}-team-1", list), "counter", county);
    story_.add_person(fmt::format("{}-team-2", list), "counter", county);
  }
  story_.submit_all_accepted();
  add_places();
  story_.say("state", "outcome.report",
             {{"votes", votes_of_all(batches_)}, {"source", "invented"}});
  story_.submit_all_accepted();
  story_.commit_inputs("press.example");
}

void BatchAuditLedger::add_places() {
  for (const std::string list : {"adams", "boulder"}) {
    const std::string county = "us-co-" + list;
    Json listed = Json::array();
    std::vector<ToldBatch> own;
    for (const ToldBatch& batch : batches_) {
      if (batch.list != list) continue;
      own.push_back(batch);
      listed.push_back({{"batch", batch.id},
                        {"container", list + " box 1"},
                        {"unit", list},
                        {"ballots", batch.cards}});
    }
    story_.say(list + "-clerk", "manifest.add", {{"county", county}, {"batches", listed}});
    story_.say(list + "-clerk", "returns.add",
               {{"county", county},
                {"units", {{{"unit", list}, {"name", list}, {"votes", votes_of_all(own)}}}}});
  }
}

void BatchAuditLedger::plan() {
  story_.say("state", "audit.contest",
             {{"contest", "sheriff"},
              {"name", "Sheriff"},
              {"rule", "plurality"},
              {"vote_for", 1},
              {"choices",
               {{{"id", "ada"}, {"name", "Ada"}},
                {{"id", "ben"}, {"name", "Ben"}},
                {{"id", "cyd"}, {"name", "Cyd"}}}},
              {"reported", votes_of_all(batches_)},
              {"tabulated", votes_of_all(batches_)},
              {"winners", {"ada"}},
              {"risk_limit", "0.1"},
              {"targeted", true}});
  for (const std::string list : {"adams", "boulder"}) {
    story_.say(list + "-clerk", "audit.list", {{"list", list}, {"county", "us-co-" + list}});
    Json listed = Json::array();
    for (const ToldBatch& batch : batches_) {
      if (batch.list != list) continue;
      listed.push_back(
          {{"batch", batch.id},
           {"cards", batch.cards},
           {"reported", Json::array({{{"contest", "sheriff"}, {"votes", batch.votes}}})}});
    }
    story_.say(list + "-clerk", "audit.batches", {{"list", list}, {"batches", listed}});
  }
  story_.say("state", "audit.method",
             {{"design", "batches"},
              {"draw", "counter"},
              {"draw_from", "all-lists"},
              {"risk_function", "macro"}});
  story_.submit_all_accepted();
}

void BatchAuditLedger::commit_and_seed() {
  story_.say("state", "audit.commit",
             {{"audit_sha256", story_.show("audit", "state")["plan_sha256"]},
              {"published_in", "the state's web site"}});
  story_.submit_all_accepted();
  story_.countersign("press.example", kBatchWitnessedAt);
  story_.now("2020-11-16T17:30:00Z");
  story_.say("state", "audit.seed",
             {{"digits", kBatchSeed},
              {"read_back", kBatchSeed},
              {"witnesses", {"Ada Alm", "Ben Berg"}},
              {"thrown_at", "2020-11-16T10:00"},
              {"place", "the capitol"}});
  story_.submit_all_accepted();
}

void BatchAuditLedger::count_open_batches() {
  const Json to_fetch = story_.show("retrieval", "state");
  for (const Json& row : to_fetch["cards"]) {
    const std::string id = row["batch"];
    if (!counted_.insert(id).second) continue;
    const auto batch = std::ranges::find(batches_, id, &ToldBatch::id);
    ASSERT_NE(batch, batches_.end());
    EXPECT_EQ(row["cards"], batch->cards);
    EXPECT_EQ(row["card"], batch->first);
    const auto other = paper_.find(id);
    const Json tallied =
        Json::array({{{"contest", "sheriff"},
                      {"state", "counted"},
                      {"cards", batch->cards},
                      {"votes", other == paper_.end() ? batch->votes : other->second}}});
    for (const char* team : {"-team-1", "-team-2"}) {
      story_.say(batch->list + team, "reading.enter",
                 {{"list", batch->list}, {"card", batch->first}, {"readings", tallied}});
    }
  }
  for (const char* list : {"adams", "boulder"}) {
    story_.say(fmt::format("{}-judge", list), "readings.sign-off", {{"list", list}});
  }
  story_.submit();  // a list of which nothing is open is refused
}

Json BatchAuditLedger::measure() {
  story_.say("state", "audit.round", Json::object());
  story_.submit_all_accepted();
  const Json rounds = story_.show("audit")["rounds"];
  EXPECT_FALSE(rounds.empty());
  return rounds.empty() ? Json::object() : rounds.back();
}

// Each draw: 1 - 1/U, over 1 less the share of its room that its batch was overstated by.
double BatchAuditLedger::own_risk(int draws) const {
  const auto all = votes_of_all(batches_);
  const std::vector<std::int64_t> weights = own_weights(batches_);
  double sum = 0.0;
  for (const std::int64_t weight : weights) sum += static_cast<double>(weight) / 1e9;
  double risk = 1.0;
  for (const std::size_t at : own_draws(weights, draws)) {
    const ToldBatch& batch = batches_[at];
    const auto other = paper_.find(batch.id);
    double error = 0.0;
    for (const char* loser : {"ben", "cyd"}) {
      if (other == paper_.end()) break;
      const std::int64_t lost = batch.votes.at("ada") - batch.votes.at(loser) -
                                (other->second.at("ada") - other->second.at(loser));
      error = std::max(
          error, static_cast<double>(lost) / static_cast<double>(all.at("ada") - all.at(loser)));
    }
    risk *= (1.0 - 1.0 / sum) / (1.0 - error / (static_cast<double>(weights[at]) / 1e9));
  }
  return std::min(1.0, risk);
}

void BatchAuditLedger::publish() {
  const auto ended =
      run_recanvass({"publish", story_.election(), published().string(), "--keys", story_.keys()});
  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
}

// What `verify` says of a folder: the checks that failed, by id.
std::string failed_checks(const std::filesystem::path& folder) {
  const auto ended = run_recanvass({"verify", folder.string(), "--json"});
  const auto verdict = base::parse_json(ended.out, "verify");
  if (!verdict) return "unread: " + ended.err;
  std::string failed;
  for (const Json& check : (*verdict)["checks"]) {
    if (check["outcome"] == "failed") failed += check["id"].get<std::string>() + " ";
  }
  return failed;
}

TEST_F(BatchAuditLedger, TwoRoundsAndAFolderThatAStrangerFindsRight) {
  open();
  plan();
  commit_and_seed();
  const std::vector<std::int64_t> weights = own_weights(batches_);
  const std::vector<std::size_t> draws = own_draws(weights, 60);
  // Two of Ada's votes are Ben's on the paper of the batch that is drawn first.
  ToldBatch& wrong = batches_[draws[0]];
  paper_[wrong.id] = wrong.votes;
  paper_[wrong.id]["ada"] -= 2;
  paper_[wrong.id]["ben"] += 2;
  story_.say("state", "audit.draw", {{"cards", 8}});
  story_.submit_all_accepted();
  EXPECT_EQ(story_.show("retrieval", "adams-team-1").dump().find("votes"), std::string::npos)
      << "who counts is not shown what was reported";
  count_open_batches();
  Json round = measure();
  Json contest = round["contests"][0];
  EXPECT_NEAR(risk_value(contest["risk"]), own_risk(8), 2e-5 * own_risk(8));
  EXPECT_EQ(contest["draws"], 8);
  EXPECT_EQ(contest["batches"], std::set<std::size_t>(draws.begin(), draws.begin() + 8).size());
  EXPECT_EQ(contest["other"], 1);
  EXPECT_EQ(round["verdict"], "go-on");

  const std::int64_t more = contest["more"];
  story_.say("state", "audit.draw", {{"cards", more}});
  story_.submit_all_accepted();
  count_open_batches();
  round = measure();
  contest = round["contests"][0];
  const int all = 8 + static_cast<int>(more);
  EXPECT_NEAR(risk_value(contest["risk"]), own_risk(all), 2e-5 * own_risk(all));
  EXPECT_LE(own_risk(all), 0.1);
  EXPECT_GT(own_risk(all - 1), 0.1) << "one draw less was not enough";
  EXPECT_EQ(round["verdict"], "stop");

  publish();
  EXPECT_EQ(failed_checks(published()), "");
  EXPECT_EQ(run_recanvass({"verify", published().string()}).exit_code, 0);
}

// What the entries say is worked out again, whoever changes it and lists the files anew.
TEST_F(BatchAuditLedger, WhatIsAnotherThanTheVotesGiveIsFoundAndNamed) {
  open();
  plan();
  commit_and_seed();
  story_.say("state", "audit.draw", {{"cards", 8}});
  story_.submit_all_accepted();
  count_open_batches();
  const Json round = measure();
  EXPECT_EQ(round["verdict"], "go-on");
  publish();
  EXPECT_EQ(failed_checks(published()), "");
  const auto changed = [&](const std::string& from, const std::string& to) {
    const auto copy = story_.folder() / "changed";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(published(), copy, std::filesystem::copy_options::recursive);
    bool found = false;
    for (const auto& file : std::filesystem::recursive_directory_iterator(copy / "tile/entries")) {
      if (found || !file.is_regular_file()) continue;
      if (bytes_of(file.path()).find(from) == std::string::npos) continue;
      exchange_text(file.path(), from, to);
      found = true;
    }
    EXPECT_TRUE(found) << from;
    list_again(copy);
    return " " + failed_checks(copy);
  };
  const auto fails = [&](const std::string& check, const std::string& from, const std::string& to) {
    return changed(from, to).find(" " + check + " ") != std::string::npos;
  };
  const std::string risk = round["contests"][0]["risk"];
  ASSERT_EQ(risk.substr(0, 2), "0.");
  EXPECT_TRUE(fails("V26", "\"risk\":\"" + risk, "\"risk\":\"0.0" + risk.substr(3)));
  EXPECT_TRUE(fails("V26", "\"cards_missing\":0", "\"cards_missing\":1"));
  const std::int64_t more = round["contests"][0]["more"];
  EXPECT_TRUE(
      fails("V26", "\"more\":" + std::to_string(more), "\"more\":" + std::to_string(more - 1)));
  // The first batch begins at card 1, the second at 101: neither is what another draw gives.
  const std::int64_t first = batches_[own_draws(own_weights(batches_), 1)[0]].first_of_all;
  EXPECT_TRUE(fails("V24", "\"drawn\":[" + std::to_string(first),
                    "\"drawn\":[" + std::to_string(first % 10 == 1 ? first + 1 : first - 1)));
  EXPECT_TRUE(fails("V25", R"("state":"counted","votes":{"ada":6)",
                    R"("state":"counted","votes":{"ada":9)"));
  EXPECT_TRUE(fails("V23", R"("reported":[{"contest":"sheriff","votes":{"ada":50)",
                    R"("reported":[{"contest":"sheriff","votes":{"ada":51)"));
}

}  // namespace
}  // namespace recanvass::story
