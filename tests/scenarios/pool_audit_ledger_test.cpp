// ONEAudit on a ledger, told to the built program with a county that `generate` makes: cards that
// came by mail have records that are imported; those of the polling place, eight batches in four
// precincts, have none but each precinct's totals. Two rounds, a folder, and a stranger who checks
// it; what is changed in the folder is found and named.
#include "tests/cli/run_program.h"
#include "tests/scenarios/audit_story.h"
#include "tests/scenarios/forged_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace recanvass::story {
namespace {

using base::Json;
using cli_test::run_recanvass;

constexpr const char* kPoolOrigin = "elections.example/pools";
constexpr const char* kPoolSeed = "71828182845904523536";
constexpr std::uint64_t kPoolWitnessedAt = 1'605'540'600;
constexpr std::size_t kPoolContests = 2;

// One piece of paper: its batch, its place there, and what it says of two contests.
struct CountyCard {
  std::string batch;
  std::string position;
  bool by_mail = false;
  std::vector<std::vector<std::string>> marks;  // by contest: ids of choices
};

struct PooledContest {
  std::string id;
  std::string name;
  std::vector<std::string> choices;  // names
  std::size_t column = 0;
};

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream parts(line);
  for (std::string field; std::getline(parts, field, ',');) fields.push_back(field);
  return fields;
}

class PoolAuditLedger : public testing::Test {
 protected:
  void make_county();
  void open_county();
  void add_county_inputs();
  void plan_pools();
  void commit_and_throw();
  void read_drawn();
  Json close_and_measure();
  void submit_text(const std::vector<std::string>& words);
  [[nodiscard]] Json choices_of(const PooledContest& contest) const;
  [[nodiscard]] std::map<std::string, std::int64_t> votes_of(std::size_t contest,
                                                             const std::string& batch = "") const;
  [[nodiscard]] Json contest_body(std::size_t contest) const;
  [[nodiscard]] Json pooled_batches() const;
  [[nodiscard]] std::filesystem::path published() { return story_.folder() / "published"; }
  void publish_pools();

  std::vector<PooledContest> contests_;
  std::vector<CountyCard> cards_;
  std::vector<std::string> batches_;  // in the order of the export
  std::set<std::pair<std::string, std::int64_t>> read_;
  Story story_{"state"};
};

// The export of the county, and the same without the cards of the polling place.
void PoolAuditLedger::make_county() {
  const auto made =
      run_recanvass({"generate", (story_.folder() / "county").string(), "--seed", "5", "--cards",
                     "2000", "--counties", "1", "--contests", "3", "--batch-cards", "100"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  std::ifstream file(story_.folder() / "county" / "CvrExport.csv");
  std::ofstream mail(story_.folder() / "mail.csv");
  std::vector<std::vector<std::string>> head;
  for (std::string line; std::getline(file, line);) {
    while (!line.empty() && line.back() == '\r') line.pop_back();
    const auto fields = fields_of(line);
    if (head.size() < 4) {
      head.push_back(fields);
      mail << line << "\n";
      if (head.size() < 3) continue;
      if (head.size() == 4) continue;
      for (std::size_t i = 8; i < head[1].size(); ++i) {
        const std::string name = head[1][i].substr(0, head[1][i].find(" (Vote"));
        if (contests_.empty() || contests_.back().name != name) {
          contests_.push_back({id_of(name), name, {}, i});
        }
        contests_.back().choices.push_back(head[2][i]);
      }
      continue;
    }
    CountyCard card{fields[1] + "-" + fields[2], fields[3], fields[5] == "Mail", {}};
    for (std::size_t i = 0; i < kPoolContests; ++i) {
      auto& marks = card.marks.emplace_back();
      for (std::size_t j = 0; j < contests_[i].choices.size(); ++j) {
        if (fields[contests_[i].column + j] == "1") marks.push_back(id_of(contests_[i].choices[j]));
      }
    }
    if (batches_.empty() || batches_.back() != card.batch) batches_.push_back(card.batch);
    if (card.by_mail) mail << line << "\n";
    cards_.push_back(std::move(card));
  }
  ASSERT_EQ(cards_.size(), 2000U);
  ASSERT_EQ(batches_.size(), 20U);
}

Json PoolAuditLedger::choices_of(const PooledContest& contest) const {
  Json choices = Json::array();
  for (const std::string& name : contest.choices) {
    choices.push_back({{"id", id_of(name)}, {"name", name}});
  }
  return choices;
}

// Of one batch, or of the county. Two marks where one may be made are a vote for nobody.
std::map<std::string, std::int64_t> PoolAuditLedger::votes_of(std::size_t contest,
                                                              const std::string& batch) const {
  std::map<std::string, std::int64_t> votes;
  for (const std::string& name : contests_[contest].choices) votes[id_of(name)] = 0;
  for (const CountyCard& card : cards_) {
    if (!batch.empty() && card.batch != batch) continue;
    if (card.marks[contest].size() == 1) ++votes[card.marks[contest].front()];
  }
  return votes;
}

void PoolAuditLedger::open_county() {
  story_.now("2020-11-16T15:00:00Z");
  story_.say("state", "operation.open",
             {{"origin", kPoolOrigin},
              {"name", "State contest 1"},
              {"election", "us-2020-general"},
              {"jurisdiction", "us-co"},
              {"contest", contests_[0].id},
              {"vote_for", 1},
              {"choices", choices_of(contests_[0])},
              {"counties", {{{"id", "us-co-adams"}, {"name", "Adams"}}}},
              {"policy", "us-co-2020"},
              {"law_day", "2020-11-03"},
              {"officer_name", "State officer 1"},
              {"officer_key", story_.make_key("state")}});
  story_.add_person("clerk", "county-officer", "us-co-adams");
  story_.add_person("judge", "supervisor", "us-co-adams");
  story_.add_person("team-1", "counter", "us-co-adams");
  story_.add_person("team-2", "counter", "us-co-adams");
  story_.submit_all_accepted();
}

void PoolAuditLedger::add_county_inputs() {
  Json listed = Json::array();
  for (const std::string& batch : batches_) {
    listed.push_back(
        {{"batch", batch}, {"container", "box " + batch}, {"unit", "adams"}, {"ballots", 100}});
  }
  story_.say("clerk", "manifest.add", {{"county", "us-co-adams"}, {"batches", listed}});
  story_.say("clerk", "returns.add",
             {{"county", "us-co-adams"},
              {"units", {{{"unit", "adams"}, {"name", "Adams"}, {"votes", votes_of(0)}}}}});
  story_.say("state", "outcome.report", {{"votes", votes_of(0)}, {"source", "canvass"}});
  story_.submit_all_accepted();
  const auto imported =
      run_recanvass({"import", (story_.folder() / "mail.csv").string(), "-o",
                     (story_.folder() / "mail.cards").string(), "--into", story_.election(), "--as",
                     "clerk", "--county", "us-co-adams", "--import", "mail", "--contest",
                     contests_[0].name, "--keys", story_.keys()});
  ASSERT_EQ(imported.exit_code, 0) << imported.err << imported.out;
  story_.commit_inputs("press.example");
}

Json PoolAuditLedger::contest_body(std::size_t contest) const {
  const auto votes = votes_of(contest);
  const auto first =
      std::ranges::max_element(votes, {}, [](const auto& one) { return one.second; });
  return {{"contest", contests_[contest].id},
          {"name", contests_[contest].name},
          {"rule", "plurality"},
          {"vote_for", 1},
          {"choices", choices_of(contests_[contest])},
          {"reported", votes},
          {"tabulated", votes},
          {"winners", {first->first}},
          {"risk_limit", "0.1"},
          {"targeted", contest == 0}};
}

// Two batches are a precinct; what its machine printed stands at the first of them.
Json PoolAuditLedger::pooled_batches() const {
  Json listed = Json::array();
  for (std::size_t i = 12; i < batches_.size(); ++i) {
    Json batch = {{"batch", batches_[i]},
                  {"cards", 100},
                  {"pool", fmt::format("precinct-{}", (i - 12) / 2 + 1)}};
    for (std::size_t contest = 0; i % 2 == 0 && contest < kPoolContests; ++contest) {
      auto votes = votes_of(contest, batches_[i]);
      for (const auto& [choice, more] : votes_of(contest, batches_[i + 1])) votes[choice] += more;
      batch["reported"].push_back({{"contest", contests_[contest].id}, {"votes", votes}});
    }
    listed.push_back(std::move(batch));
  }
  return listed;
}

void PoolAuditLedger::submit_text(const std::vector<std::string>& words) {
  std::vector<std::string> all = {"entries", story_.election()};
  all.insert(all.end(), words.begin(), words.end());
  all.insert(all.end(), {"--keys", story_.keys()});
  const auto ended = run_recanvass(all);
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  std::istringstream out(ended.out);
  for (std::string text; std::getline(out, text);) {
    const Json line = base::parse_json(text, "entries").value();
    story_.say(line["by"].get<std::string>(), line["do"].get<std::string>(), line);
  }
  story_.submit_all_accepted();
}

void PoolAuditLedger::plan_pools() {
  for (std::size_t i = 0; i < kPoolContests; ++i) {
    story_.say("state", "audit.contest", contest_body(i));
  }
  story_.submit_all_accepted();
  const std::string mail = (story_.folder() / "mail.cards").string();
  submit_text({"list", mail, "--list", "mail", "--county", "us-co-adams", "--import", "mail",
               "--by", "clerk"});
  story_.say("clerk", "audit.list", {{"list", "polls"}, {"county", "us-co-adams"}});
  story_.say("clerk", "audit.batches", {{"list", "polls"}, {"batches", pooled_batches()}});
  story_.say("state", "audit.method",
             {{"design", "pools"},
              {"draw", "numbers"},
              {"draw_from", "all-lists"},
              {"risk_function", "default"}});
  story_.submit_all_accepted();
}

void PoolAuditLedger::commit_and_throw() {
  story_.say("state", "audit.commit",
             {{"audit_sha256", story_.show("audit", "state")["plan_sha256"]},
              {"published_in", "the county's web site"}});
  story_.submit_all_accepted();
  story_.countersign("press.example", kPoolWitnessedAt);
  story_.now("2020-11-16T17:30:00Z");
  story_.say("state", "audit.seed",
             {{"digits", kPoolSeed},
              {"read_back", kPoolSeed},
              {"witnesses", {"Ada Alm", "Ben Berg"}},
              {"thrown_at", "2020-11-16T10:00"},
              {"place", "the capitol"}});
  story_.submit_all_accepted();
}

// Both people read on each card what the county's export says of it, pools and all: the paper.
void PoolAuditLedger::read_drawn() {
  const Json rows = story_.show("retrieval", "team-1")["cards"];
  for (const Json& row : rows) {
    const std::string list = row["list"];
    if (!read_.emplace(list, row["card"].get<std::int64_t>()).second) continue;
    const auto card = std::ranges::find_if(cards_, [&](const CountyCard& each) {
      return each.batch == row["batch"] && each.position == row["position"].dump();
    });
    ASSERT_NE(card, cards_.end());
    EXPECT_EQ(row["imprint"].is_null(), list == "polls") << "no number is printed on those";
    Json readings = Json::array();
    for (std::size_t i = 0; i < kPoolContests; ++i) {
      const auto& marks = card->marks[i];
      Json said = {{"contest", contests_[i].id},
                   {"state", marks.empty()       ? "blank"
                             : marks.size() == 1 ? "marked"
                                                 : "overvoted"}};
      for (const std::string& mark : marks) said["marks"].push_back({{"choice", mark}});
      readings.push_back(std::move(said));
    }
    Json body = {{"list", list}, {"card", row["card"]}, {"readings", readings}};
    if (list == "mail") {
      std::string digits;
      for (const char letter : row["imprint"].get<std::string>()) {
        digits += letter == '-' ? "" : std::string(1, letter);
      }
      body["imprint"] = digits.size() > 3 ? digits.substr(digits.size() - 3) : digits;
    }
    for (const char* team : {"team-1", "team-2"}) story_.say(team, "reading.enter", body);
  }
  story_.submit_all_accepted();
}

Json PoolAuditLedger::close_and_measure() {
  for (const char* list : {"mail", "polls"}) {
    story_.say("judge", "readings.sign-off", {{"list", list}});
  }
  story_.submit_all_accepted();
  submit_text(
      {"reveal", (story_.folder() / "mail.cards").string(), "--list", "mail", "--by", "clerk"});
  story_.say("state", "audit.round", Json::object());
  story_.submit_all_accepted();
  const Json rounds = story_.show("audit")["rounds"];
  EXPECT_FALSE(rounds.empty());
  return rounds.empty() ? Json::object() : rounds.back();
}

void PoolAuditLedger::publish_pools() {
  const auto ended =
      run_recanvass({"publish", story_.election(), published().string(), "--keys", story_.keys()});
  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
}

std::string checks_that_failed(const std::filesystem::path& folder) {
  const auto ended = run_recanvass({"verify", folder.string(), "--json"});
  const auto verdict = base::parse_json(ended.out, "verify");
  if (!verdict) return "unread: " + ended.err;
  std::string failed;
  for (const Json& check : (*verdict)["checks"]) {
    if (check["outcome"] == "failed") failed += check["id"].get<std::string>() + " ";
  }
  return failed;
}

// Changes the first place of the entries that has the text, and says which checks fail then.
std::string failed_after(const std::filesystem::path& folder, const std::filesystem::path& copy,
                         const std::string& from, const std::string& to) {
  std::filesystem::remove_all(copy);
  std::filesystem::copy(folder, copy, std::filesystem::copy_options::recursive);
  for (const auto& file : std::filesystem::recursive_directory_iterator(copy / "tile/entries")) {
    if (!file.is_regular_file()) continue;
    if (bytes_of(file.path()).find(from) == std::string::npos) continue;
    exchange_text(file.path(), from, to);
    list_again(copy);
    return " " + checks_that_failed(copy);
  }
  return "not there: " + from;
}

TEST_F(PoolAuditLedger, RoundsOverRecordsAndPoolsAndAFolderThatAStrangerFindsRight) {
  make_county();
  open_county();
  add_county_inputs();
  plan_pools();
  commit_and_throw();
  story_.say("state", "audit.draw", {{"cards", 60}});
  story_.submit_all_accepted();
  EXPECT_EQ(story_.show("retrieval", "team-1").dump().find("votes"), std::string::npos)
      << "who reads is not shown what was reported of a pool";
  read_drawn();
  Json round = close_and_measure();
  Json contest;
  for (const Json& each : round["contests"]) {
    if (each["contest"] == contests_[0].id) contest = each;
  }
  EXPECT_EQ(contest["draws"], 60);
  const std::int64_t pooled = contest["pooled"];
  EXPECT_GT(pooled, 12) << "four in ten of the cards";
  EXPECT_LT(pooled, 36);
  for (const char* kind : {"one_over", "two_over", "one_under", "two_under", "not_found"}) {
    EXPECT_EQ(contest[kind], 0) << kind << ": records are as their paper";
  }
  EXPECT_EQ(round["verdict"], "go-on");

  const std::int64_t more = contest["more"];
  story_.say("state", "audit.draw", {{"cards", more + more / 2}});
  story_.submit_all_accepted();
  read_drawn();
  round = close_and_measure();
  EXPECT_EQ(round["verdict"], "stop");
  for (const Json& each : round["contests"]) {
    if (each["contest"] != contests_[0].id) continue;
    EXPECT_LE(risk_value(each["risk"]), 0.1);
  }

  publish_pools();
  EXPECT_EQ(checks_that_failed(published()), "");
  EXPECT_EQ(run_recanvass({"verify", published().string()}).exit_code, 0);
  const auto fails = [&](const std::string& check, const std::string& from, const std::string& to) {
    const std::string failed = failed_after(published(), story_.folder() / "changed", from, to);
    return failed.find(" " + check + " ") != std::string::npos ? std::string() : failed;
  };
  const std::string risk = contest["risk"];
  ASSERT_EQ(risk.substr(0, 2), "0.");
  EXPECT_EQ(fails("V26", "\"risk\":\"" + risk, "\"risk\":\"0.0" + risk.substr(3)), "");
  EXPECT_EQ(fails("V26", fmt::format("\"pooled\":{}", pooled), fmt::format("\"pooled\":{}", 10)),
            "");
  EXPECT_EQ(fails("V23", "\"pool\":\"precinct-1\"", "\"pool\":\"precinct-2\""), "");
  EXPECT_EQ(fails("V23", "\"pool\":\"precinct-1\"", "\"poal\":\"precinct-1\""), "");
  EXPECT_EQ(fails("V23", "\"design\":\"pools\"", "\"design\":\"polls\""), "");
}

}  // namespace
}  // namespace recanvass::story
