// The pilot audit of Kalamazoo, Michigan, of 2018 as its authors printed it, told to the built
// program: one stratum with records of which 8 cards agree, one that is polled with 23, 8 and 1 of
// 32 cards, and by SUITE the risk that they printed. Which cards those were is not published: here
// they follow from a seed that is made up, as are places and people.
// Figures: examples/published-audits/kalamazoo-2018/suite.toml.
#include "draw/list_draw.h"
#include "tests/cli/run_program.h"
#include "tests/scenarios/audit_story.h"
#include "tests/scenarios/forged_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::story {
namespace {

using base::Json;
using cli_test::run_recanvass;

constexpr const char* kStrataOrigin = "elections.example/kalamazoo";
constexpr const char* kStrataSeed = "57721566490153286060";
constexpr std::uint64_t kStrataWitnessedAt = 1'544'020'200;  // 5 December 2018, 9:30 in Kalamazoo
constexpr std::int64_t kRecordedCards = 5'294;
constexpr std::int64_t kPolledCards = 22'372;

class Kalamazoo2018 : public testing::Test {
 protected:
  void open_strata();
  void plan_strata();
  void throw_and_draw();
  void read_strata();
  [[nodiscard]] std::filesystem::path published() { return story_.folder() / "published"; }
  [[nodiscard]] std::string failed_in(const std::filesystem::path& folder) const;
  [[nodiscard]] std::string failed_with(const std::string& from, const std::string& to);

  static std::set<std::int64_t> numbers_of(const std::string& list, std::int64_t cards,
                                           std::uint64_t draws) {
    const auto drawn =
        draw::drawn_by_text(draw::CardDraw::Numbers,
                            draw::seed_text_of_list(draw::Seed::make(kStrataSeed).value(), list),
                            static_cast<std::uint64_t>(cards), 0, draws);
    return {drawn.begin(), drawn.end()};
  }
  static workflow::CardReading recorded_for_winner(std::int64_t) {
    return {{"governor", {"marked", {{"winner", 0}}}}};
  }
  SparseRecords records_{"mail", kRecordedCards, numbers_of("mail", kRecordedCards, 8),
                         recorded_for_winner};
  Story story_{"state"};
};

void Kalamazoo2018::open_strata() {
  const Json choices = {{{"id", "winner"}, {"name", "Winner"}},
                        {{"id", "loser"}, {"name", "Loser"}}};
  story_.now("2018-12-05T14:00:00Z");
  story_.say("state", "operation.open",
             {{"origin", kStrataOrigin},
              {"name", "Governor, pilot audit of Kalamazoo"},
              {"election", "us-2018-general"},
              {"jurisdiction", "us-mi"},
              {"contest", "governor"},
              {"vote_for", 1},
              {"choices", choices},
              {"counties", {{{"id", "us-mi-kalamazoo"}, {"name", "Kalamazoo"}}}},
              {"policy", "us-mi-2016"},
              {"law_day", "2018-11-06"},
              {"officer_name", "State officer 1"},
              {"officer_key", story_.make_key("state")}});
  story_.add_person("clerk", "county-officer", "us-mi-kalamazoo");
  story_.add_person("judge", "supervisor", "us-mi-kalamazoo");
  story_.add_person("team-1", "counter", "us-mi-kalamazoo");
  story_.add_person("team-2", "counter", "us-mi-kalamazoo");
  story_.submit_all_accepted();
  story_.say(
      "clerk", "manifest.add",
      {{"county", "us-mi-kalamazoo"},
       {"batches",
        {{{"batch", "M"}, {"container", "C1"}, {"unit", "mail"}, {"ballots", kRecordedCards}},
         {{"batch", "P"}, {"container", "C2"}, {"unit", "polls"}, {"ballots", kPolledCards}}}}});
  story_.say(
      "clerk", "returns.add",
      {{"county", "us-mi-kalamazoo"},
       {"units",
        {{{"unit", "mail"}, {"name", "Mail"}, {"votes", {{"winner", 3765}, {"loser", 1349}}}},
         {{"unit", "polls"},
          {"name", "Polls"},
          {"votes", {{"winner", 16934}, {"loser", 4220}}}}}}});
  story_.say(
      "clerk", "cards.import",
      {{"import", "mail"},
       {"county", "us-mi-kalamazoo"},
       {"format", "synthetic"},
       {"sources", {{{"name", "x.csv"}, {"bytes", 1}, {"source_sha256", std::string(64, 'a')}}}},
       {"store_sha256", std::string(64, 'b')},
       {"cards", kRecordedCards},
       {"ballots", kRecordedCards},
       {"contests", 1}});
  story_.say("state", "outcome.report",
             {{"votes", {{"winner", 20699}, {"loser", 5569}}}, {"source", "as printed"}});
  story_.submit_all_accepted();
  story_.commit_inputs("press.example");
}

void Kalamazoo2018::plan_strata() {
  story_.say(
      "state", "audit.contest",
      {{"contest", "governor"},
       {"name", "Governor"},
       {"rule", "plurality"},
       {"vote_for", 1},
       {"choices", {{{"id", "winner"}, {"name", "Winner"}}, {{"id", "loser"}, {"name", "Loser"}}}},
       {"reported", {{"winner", 20699}, {"loser", 5569}}},
       {"tabulated", {{"winner", 20699}, {"loser", 5569}}},
       {"winners", {"winner"}},
       {"risk_limit", "0.05"},
       {"targeted", true}});
  const auto reported = [](std::int64_t winner, std::int64_t loser) {
    return Json::array(
        {{{"contest", "governor"}, {"votes", {{"winner", winner}, {"loser", loser}}}}});
  };
  story_.say("clerk", "audit.list",
             {{"list", "mail"},
              {"county", "us-mi-kalamazoo"},
              {"import", "mail"},
              {"records_root", records_.root()}});
  story_.say("clerk", "audit.batches",
             {{"list", "mail"},
              {"batches",
               {{{"batch", "M"}, {"cards", kRecordedCards}, {"reported", reported(3765, 1349)}}}}});
  story_.say("clerk", "audit.list", {{"list", "polls"}, {"county", "us-mi-kalamazoo"}});
  story_.say("clerk", "audit.batches",
             {{"list", "polls"},
              {"batches",
               {{{"batch", "P"}, {"cards", kPolledCards}, {"reported", reported(16934, 4220)}}}}});
  story_.say("state", "audit.method",
             {{"design", "strata"},
              {"draw", "numbers"},
              {"draw_from", "each-list"},
              {"risk_function", "suite"}});
  story_.submit_all_accepted();
}

void Kalamazoo2018::throw_and_draw() {
  story_.say("state", "audit.commit",
             {{"audit_sha256", story_.show("audit", "state")["plan_sha256"]},
              {"published_in", "the state's web site"}});
  story_.submit_all_accepted();
  story_.countersign("press.example", kStrataWitnessedAt);
  story_.now("2018-12-05T16:00:00Z");
  story_.say("state", "audit.seed",
             {{"digits", kStrataSeed},
              {"read_back", kStrataSeed},
              {"witnesses", {"Ada Alm", "Ben Berg"}},
              {"thrown_at", "2018-12-05T10:00"},
              {"place", "the town hall"}});
  story_.say("state", "audit.draw", {{"list", "mail"}, {"cards", 8}});
  story_.say("state", "audit.draw", {{"list", "polls"}, {"cards", 32}});
  story_.submit_all_accepted();
}

// Of the polled cards, in the order of their numbers, 23 for the winner, 8 for the loser, a blank.
void Kalamazoo2018::read_strata() {
  std::int64_t polled = 0;
  const Json rows = story_.show("retrieval", "team-1")["cards"];
  ASSERT_EQ(rows.size(), 40U);
  for (const Json& row : rows) {
    std::string choice = "winner";
    if (row["list"] == "polls") {
      ++polled;
      choice = polled <= 23 ? "winner" : polled <= 31 ? "loser" : "";
    }
    Json said = {{"contest", "governor"}, {"state", choice.empty() ? "blank" : "marked"}};
    if (!choice.empty()) said["marks"] = Json::array({{{"choice", choice}}});
    for (const char* team : {"team-1", "team-2"}) {
      story_.say(team, "reading.enter",
                 {{"list", row["list"]}, {"card", row["card"]}, {"readings", Json::array({said})}});
    }
  }
  for (const char* list : {"mail", "polls"}) {
    story_.say("judge", "readings.sign-off", {{"list", list}});
  }
  Json shown = Json::array();
  for (const std::int64_t card : numbers_of("mail", kRecordedCards, 8)) {
    shown.push_back(records_.record(card));
  }
  story_.say("clerk", "card.reveal", {{"list", "mail"}, {"records", shown}});
  story_.say("state", "audit.round", Json::object());
  story_.submit_all_accepted();
}

std::string Kalamazoo2018::failed_in(const std::filesystem::path& folder) const {
  const auto ended = run_recanvass({"verify", folder.string(), "--json"});
  const auto verdict = base::parse_json(ended.out, "verify");
  if (!verdict) return "unread: " + ended.err;
  std::string failed;
  for (const Json& check : (*verdict)["checks"]) {
    if (check["outcome"] == "failed") failed += " " + check["id"].get<std::string>() + " ";
  }
  return failed;
}

// Which checks fail when the first place of the entries that has the text has another.
std::string Kalamazoo2018::failed_with(const std::string& from, const std::string& to) {
  const auto copy = story_.folder() / "changed";
  std::filesystem::remove_all(copy);
  std::filesystem::copy(published(), copy, std::filesystem::copy_options::recursive);
  for (const auto& file : std::filesystem::recursive_directory_iterator(copy / "tile/entries")) {
    if (!file.is_regular_file()) continue;
    if (bytes_of(file.path()).find(from) == std::string::npos) continue;
    exchange_text(file.path(), from, to);
    list_again(copy);
    return failed_in(copy);
  }
  return "not there: " + from;
}

TEST_F(Kalamazoo2018, TheLedgerHasTheRiskThatItsAuthorsPrinted) {
  open_strata();
  plan_strata();
  throw_and_draw();
  read_strata();
  const Json round = story_.show("audit")["rounds"].back();
  const Json contest = round["contests"][0];
  EXPECT_NEAR(risk_value(contest["risk"]), 0.03741402419, 1e-6);
  EXPECT_EQ(contest["draws"], 40);
  EXPECT_EQ(round["verdict"], "stop");
  const Answered again = story_.ask("state", "audit.draw", {{"list", "mail"}, {"cards", 1}});
  EXPECT_EQ(again.causes, std::vector<std::string>{"audit.rounds"});

  const auto ended =
      run_recanvass({"publish", story_.election(), published().string(), "--keys", story_.keys()});
  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  EXPECT_EQ(failed_in(published()), "");
  EXPECT_EQ(run_recanvass({"verify", published().string()}).exit_code, 0);
  EXPECT_NE(failed_with("\"risk\":\"0.0374", "\"risk\":\"0.0274").find(" V26 "), std::string::npos);
  EXPECT_NE(failed_with("\"contest\":\"governor\",\"votes\":{\"loser\":4220",
                        "\"contest\":\"governor\",\"votes\":{\"loser\":4221")
                .find(" V23 "),
            std::string::npos);
  EXPECT_NE(failed_with("\"draw_from\":\"each-list\"", "\"draw_from\":\"all-lists\"").find(" V23 "),
            std::string::npos);
}

}  // namespace
}  // namespace recanvass::story
