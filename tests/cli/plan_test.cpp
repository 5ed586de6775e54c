#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace recanvass::cli_test {
namespace {

base::Json json_of(const std::vector<std::string>& words) {
  const Ended ended = run_recanvass(words);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = base::parse_json(ended.out, "stdout");
  return json ? *json : base::Json();
}

const base::Json& design_of(const base::Json& place, const std::string& id) {
  for (const base::Json& design : place["designs"]) {
    if (design["design"] == id) return design;
  }
  ADD_FAILURE() << id;
  return place;
}

std::string temporary(const std::string& name) {
  return (std::filesystem::temp_directory_path() / (name + std::to_string(::getpid()))).string();
}

// From reported totals alone: the three states of 2016, each from the example's figures.
TEST(CliPlan, TheThreeStatesOf2016OutOfTheExample) {
  const base::Json plan = json_of({"plan", "examples/us-2016-president", "--replicates", "8",
                                   "--errors", "0,0", "--full-count-at", ".02", "--json"});
  ASSERT_EQ(plan["schema"], "recanvass.plan/1");
  ASSERT_EQ(plan["places"].size(), 3u);
  struct Row {
    const char* place;
    std::int64_t lead, least, most;
  };
  // ln 20 / (ln 2 - ln(2 - v)): with a mixture's share for less trusted reports, at most a fifth
  // more.
  for (const Row& row : {Row{"Wisconsin", 22748, 780, 950}, Row{"Michigan", 10704, 2600, 3300},
                         Row{"Pennsylvania", 44292, 800, 1010}}) {
    const auto& places = plan["places"];
    const auto found = std::find_if(places.begin(), places.end(), [&](const base::Json& one) {
      return one["place"] == row.place;
    });
    ASSERT_NE(found, places.end());
    EXPECT_EQ((*found)["margin_votes"], row.lead);
    const base::Json& comparison = design_of(*found, "comparison");
    EXPECT_EQ(comparison["basis"], "exact");
    const std::int64_t cards = comparison["quantiles"][2]["cards"];
    EXPECT_GE(cards, row.least) << row.place;
    EXPECT_LE(cards, row.most) << row.place;
    EXPECT_EQ(design_of(*found, "full-count")["quantiles"][0]["cards"], (*found)["cards"]);
  }
}

TEST(CliPlan, FiguresByHandAndAPicture) {
  const std::string picture = temporary("recanvass_plan_test_") + ".svg";
  const Ended ended =
      run_recanvass({"plan", "--votes", "10500,8500", "--cards", "20000", "--replicates", "8",
                     "--batch-cards", "200", "--without-records", ".3", "--svg", picture});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_NE(ended.out.find("Comparison, default"), std::string::npos);
  EXPECT_NE(ended.out.find("Rounds"), std::string::npos);
  std::ifstream file(picture);
  std::string first;
  std::getline(file, first);
  EXPECT_NE(first.find("<svg"), std::string::npos);
  std::filesystem::remove(picture);
}

TEST(CliPlan, WhatCannotBePlannedIsRefused) {
  EXPECT_EQ(run_recanvass({"plan"}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"plan", "--votes", "10,9"}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"plan", "--votes", "10,10", "--cards", "30"}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"plan", "--votes", "10,x", "--cards", "30"}).exit_code, 2);
  const Ended unknown = run_recanvass({"plan", "examples/us-2016-president", "--place", "us-xx"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("us-xx"), std::string::npos);
}

const std::vector<std::string> kSimulation = {"simulate", "--votes",     "520000,480000", "--cards",
                                              "1000000",  "--design",    "polling",       "--seed",
                                              "7",        "--replicates"};

std::vector<std::string> simulation(const std::string& replicates, std::vector<std::string> more) {
  std::vector<std::string> words = kSimulation;
  words.push_back(replicates);
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(CliSimulate, HasTheSameBytesForAnyNumberOfThreads) {
  const Ended one = run_recanvass(simulation("500", {"--threads", "1"}));
  EXPECT_EQ(one.exit_code, 0) << one.err;
  for (const char* threads : {"2", "3"}) {
    EXPECT_EQ(run_recanvass(simulation("500", {"--threads", threads})).out, one.out) << threads;
  }
}

TEST(CliSimulate, HasTheSameBytesForAnyNumberOfRanks) {
  const std::string mpirun = "/usr/bin/mpirun";
  if (!std::filesystem::exists(mpirun)) GTEST_SKIP() << "missing " << mpirun;
  const Ended alone = run_recanvass(simulation("500", {"--threads", "1"}));
  for (const char* ranks : {"1", "2"}) {
    // mpirun gives a process a terminal of its own, where it would print in colours.
    std::vector<std::string> words = {
        "--allow-run-as-root", "--oversubscribe", "-x", "NO_COLOR=1", "-np", ranks,
        RECANVASS_PROGRAM};
    const auto rest = simulation("500", {"--threads", "1"});
    words.insert(words.end(), rest.begin(), rest.end());
    const Ended together = run_program(mpirun, words);
    EXPECT_EQ(together.exit_code, 0) << together.err;
    EXPECT_EQ(together.out, alone.out) << ranks;
  }
}

// Killed while it runs, it goes on from its checkpoint and comes to the same answer.
TEST(CliSimulate, GoesOnAfterAKill) {
  const std::string kept = temporary("recanvass_simulate_test_");
  std::filesystem::remove(kept);
  const std::string replicates = "24000";
  std::string line = RECANVASS_PROGRAM;
  for (const std::string& word : simulation(replicates, {"--threads", "1", "--checkpoint", kept})) {
    line += " " + word;
  }
  const std::string script = line +
                             " & pid=$!; for i in $(seq 400); do "
                             "[ -s " +
                             kept + " ] && [ $(wc -l < " + kept +
                             ") -gt 10 ] && break; "
                             "sleep 0.02; done; kill -KILL $pid; wait $pid; echo $?";
  const Ended killed = run_program("/bin/bash", {"-c", script});
  EXPECT_EQ(killed.out, "137\n") << killed.err;  // it had not ended
  const auto lines = [&] {
    std::ifstream file(kept);
    return std::count(std::istreambuf_iterator<char>(file), {}, '\n');
  };
  const auto before = lines();
  EXPECT_GT(before, 10);
  EXPECT_LT(before, 751);
  const Ended resumed =
      run_recanvass(simulation(replicates, {"--threads", "2", "--checkpoint", kept}));
  EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
  EXPECT_EQ(resumed.out, run_recanvass(simulation(replicates, {"--threads", "2"})).out);
  EXPECT_EQ(lines(), 751);  // a header and 188 blocks: none was run twice
  // It belongs to this question only.
  const Ended other = run_recanvass(simulation("24001", {"--threads", "1", "--checkpoint", kept}));
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find("another question"), std::string::npos) << other.err;
  std::filesystem::remove(kept);
}

// From vendor files: what `assertions` made of a county's records is planned contest by contest.
TEST(CliPlan, TheContestsOfAssertionsArePlannedWithTheirOwnVotesAndPhantoms) {
  const std::string file = "examples/synthetic-audit/assertions.json";
  const base::Json plan = json_of({"plan", "--assertions", file, "--replicates", "8", "--json"});
  std::ifstream text(std::filesystem::path(RECANVASS_SOURCE_DIR) / file);
  const base::Json document = base::Json::parse(text);
  std::size_t targeted = 0;
  for (const base::Json& contest : document["contests"]) {
    if (contest["targeted"]) ++targeted;
  }
  ASSERT_EQ(plan["places"].size(), targeted);
  const base::Json& first = document["contests"][0];
  const base::Json& votes = first["assertions"][first["closest"].get<std::size_t>()]["votes"];
  EXPECT_EQ(plan["places"][0]["place"], first["name"]);
  EXPECT_EQ(plan["places"][0]["cards"], first["cards"]);
  EXPECT_EQ(plan["places"][0]["margin_votes"].get<std::int64_t>(),
            votes["winner"].get<std::int64_t>() - votes["loser"].get<std::int64_t>());
  const base::Json clean =
      json_of({"plan", "--assertions", file, "--errors", "0,0", "--replicates", "8", "--json"});
  EXPECT_EQ(design_of(clean["places"][0], "comparison")["quantiles"][0]["cards"],
            first["cards_if_clean"]);
  EXPECT_EQ(
      run_recanvass({"plan", "--assertions", file, "--votes", "5,4", "--cards", "9"}).exit_code, 2);
  const Ended other = run_recanvass({"plan", "--assertions", "tests/vectors/r2b2.json"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find("recanvass assertions -o"), std::string::npos) << other.err;
}

}  // namespace
}  // namespace recanvass::cli_test
