#include "tests/faults/town.h"

#include "store/system_clock.h"
#include "workflow/election.h"
#include "workflow/key_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace recanvass::faults {
namespace {

using base::Json;
using cli_test::command_line;
using cli_test::Ended;

Json opening_line() {
  return command_line("operation.open", "wec",
                      {{"origin", "elections.example/town"},
                       {"name", "President, a town"},
                       {"election", "us-2016-president"},
                       {"jurisdiction", "us-wi"},
                       {"contest", "president"},
                       {"vote_for", 1},
                       {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
                       {"counties", {{{"id", "us-wi-dane"}, {"name", "Dane"}}}},
                       {"policy", "us-wi-2016"},
                       {"law_day", "2016-11-08"},
                       {"officer_name", "State officer"}});
}

// Public keys are looked up in the keys folder.
std::vector<Json> input_lines(workflow::KeyFolder& keys) {
  EXPECT_TRUE(keys.make_key("wec").ok());
  std::vector<Json> lines = {opening_line()};
  for (const auto& [account, role] :
       {std::pair{"clerk", "county-officer"}, std::pair{"super", "supervisor"},
        std::pair{"team-1", "counter"}, std::pair{"team-2", "counter"},
        std::pair{"team-3", "counter"}, std::pair{"wec2", "state-officer"}}) {
    EXPECT_TRUE(keys.make_key(account).ok());
    Json body = {{"account", account}, {"name", account}, {"role", role}};
    if (std::string_view(account) != "wec2") body["county"] = "us-wi-dane";
    lines.push_back(command_line("account.add", "wec", body));
  }
  Json batches = Json::array();
  for (int batch = 0; batch < kBatches; ++batch) {
    batches.push_back({{"batch", fmt::format("b{}", batch)},
                       {"container", "c1"},
                       {"unit", "w1"},
                       {"ballots", 10}});
  }
  const Json votes = {{"a", 6 * kBatches}, {"b", 3 * kBatches}};
  lines.push_back(
      command_line("manifest.add", "clerk", {{"county", "us-wi-dane"}, {"batches", batches}}));
  lines.push_back(command_line(
      "returns.add", "clerk",
      {{"county", "us-wi-dane"},
       {"units", Json::array({{{"unit", "w1"}, {"name", "Ward 1"}, {"votes", votes}}})}}));
  lines.push_back(command_line("outcome.report", "wec", {{"votes", votes}, {"source", "canvass"}}));
  lines.push_back(command_line("machine.register", "clerk",
                               {{"county", "us-wi-dane"},
                                {"machine", "m1"},
                                {"kind", "optical-scanner"},
                                {"paper", "ballots"}}));
  return lines;
}

}  // namespace

int fault_rounds(int usual) {
  const char* set = std::getenv("RECANVASS_FAULT_ROUNDS");
  const std::string_view text = set == nullptr ? "" : set;
  int rounds = usual;
  std::from_chars(text.data(), text.data() + text.size(), rounds);
  return rounds;
}

Town::Town(const std::string& place) : place_(place.empty() ? folder_.ledger() : place) {
  workflow::KeyFolder keys(folder_.at("keys"));
  for (const auto& [line, told] : submit(input_lines(keys))) {
    EXPECT_EQ(told.standing, "accepted") << line.second << " " << told.cause;
  }
  const auto inputs = base::parse_json(show("inputs", "wec").out, "inputs");
  EXPECT_TRUE(inputs.ok());
  if (!inputs) return;
  EXPECT_TRUE(keys.make_key("press.example").ok());
  submit({command_line("commitment.publish", "wec",
                       {{"inputs_sha256", (*inputs)["value"]["inputs_sha256"]},
                        {"published_in", "the web site"}}),
          command_line("witness.add", "wec", {{"witness", "press.example"}})});
  submit({cosignature()});
  for (const int team : {1, 2}) {
    std::vector<Json> lines;
    for (int batch = 0; batch < kBatches; ++batch) lines.push_back(entry(team, batch));
    folder_.file(fmt::format("team-{}.jsonl", team), lines);
  }
}

std::string Town::entries_of(int team) const {
  return folder_.at(fmt::format("team-{}.jsonl", team));
}

// What the witness prints for an account to submit, at a time of this story.
Json Town::cosignature() const {
  const Ended ended = run("witness", {"--name", "press.example"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto begin = ended.out.rfind("\n{");
  const auto line = base::parse_json(ended.out.substr(begin + 1), "witness");
  EXPECT_TRUE(line.ok()) << ended.out;
  if (!line) return Json::object();
  Json record = *line;
  record["by"] = "wec";
  record["at"] = "2016-11-28T10:00:00Z";
  return record;
}

Json Town::entry(int team, int batch) {
  Json line = command_line("tally.enter", fmt::format("team-{}", team),
                           {{"batch", fmt::format("b{}", batch)},
                            {"ballots", 10},
                            {"votes", {{"a", 6}, {"b", 3}}},
                            {"blank", 1},
                            {"over", 0}});
  line["key"] = fmt::format("e{}", batch);
  return line;
}

Ended Town::run(const std::string& verb, const std::vector<std::string>& words) const {
  std::vector<std::string> arguments = {verb, place_};
  arguments.insert(arguments.end(), words.begin(), words.end());
  return folder_.run(arguments);
}

std::vector<std::string> Town::submitting(const std::vector<std::string>& files) const {
  std::vector<std::string> arguments = {"submit", place_};
  arguments.insert(arguments.end(), files.begin(), files.end());
  arguments.insert(arguments.end(), {"--keys", folder_.at("keys")});
  return arguments;
}

Answers Town::submit(const std::vector<Json>& lines) const {
  Submitting process(submitting({folder_.file("some.jsonl", lines)}));
  process.finish();
  EXPECT_EQ(process.answers().size(), lines.size());
  return process.answers();
}

Ended Town::show(const std::string& view, const std::string& viewer) const {
  std::vector<std::string> words = {view, "--json"};
  if (!viewer.empty()) words.insert(words.end(), {"--as", viewer});
  return run("show", words);
}

std::int64_t Town::settled() const {
  const Ended shown = show("operation");
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  const auto state = base::parse_json(shown.out, "operation");
  return state ? (*state)["value"]["batches_settled"].get<std::int64_t>() : -1;
}

void Town::expect_all_is_kept(const Answers& promised) const {
  Submitting all(submitting({entries_of(1), entries_of(2)}));
  EXPECT_EQ(all.finish(), 0);
  EXPECT_EQ(all.answered("accepted") + all.answered("repeated"), std::size_t{2} * kBatches);
  for (const auto& [line, first] : promised) {
    const auto again = all.answers().find(line);
    if (again == all.answers().end()) continue;
    EXPECT_EQ(again->second.standing, "repeated") << "an acknowledged entry is lost";
    EXPECT_EQ(again->second.receipt, first.receipt);
    EXPECT_EQ(again->second.position, first.position);
  }
  EXPECT_EQ(settled(), kBatches);
  expect_sound_store();
}

void Town::expect_sound_store() const {
  store::SystemClock clock;
  const auto opened = workflow::open_election(place_, clock, workflow::ElectionMode::MustExist);
  ASSERT_TRUE(opened.ok()) << base::sentences(opened.problems());
  const auto report = (*opened)->check();
  ASSERT_TRUE(report.ok()) << base::sentences(report.problems());
  EXPECT_EQ(base::sentences(report->findings), "");
}

void add_promises(Answers& promised, const Answers& answers) {
  for (const auto& [line, told] : answers) {
    if (told.receipt.empty()) continue;
    const auto [first, is_new] = promised.emplace(line, told);
    // Saved and killed before it said so: then the first receipt is that of the next sending.
    EXPECT_TRUE(is_new || told.standing == "repeated") << line.second;
    EXPECT_EQ(told.receipt, first->second.receipt);
    EXPECT_EQ(told.position, first->second.position);
  }
}

}  // namespace recanvass::faults
