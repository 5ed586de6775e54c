// recanvass generate, inspect and tabulate: made from a seed, read back, counted, and compared with
// the truth that was written beside it.
#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <unistd.h>

namespace recanvass::cli_test {
namespace {

namespace fs = std::filesystem;

class CliTabulate : public testing::Test {
 protected:
  CliTabulate()
      : folder_(fs::temp_directory_path() / ("cli-tabulate-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~CliTabulate() override { fs::remove_all(folder_); }

  std::string made(std::vector<std::string> options) {
    const std::string where = (folder_ / "made").string();
    fs::remove_all(where);
    options.insert(options.begin(), {"generate", where});
    const Ended ended = run_recanvass(options);
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    return where;
  }

  std::string text_file(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  static base::Json document(const std::string& text) {
    const auto json = base::parse_json(text, "document");
    EXPECT_TRUE(json.ok());
    return json.ok() ? *json : base::Json::object();
  }

  static std::optional<std::string> eliminated_in(const base::Json& round) {
    for (const auto& result : round["tallyResults"]) {
      if (result.contains("eliminated")) return result["eliminated"].get<std::string>();
    }
    return std::nullopt;
  }

  static base::Json truth_of(const std::string& where) {
    std::ifstream file(where + "/truth.json");
    return document({std::istreambuf_iterator<char>(file), {}});
  }

  fs::path folder_;
};

TEST_F(CliTabulate, WhatWasGeneratedIsCountedAsItsTruthSays) {
  for (const std::string format : {"dominion-csv", "dominion-json"}) {
    const std::string where = made({"--cards", "2000", "--counties", "2", "--format", format,
                                    "--fault", "swapped-pair", "--fault", "missing-cards"});
    std::vector<std::string> arguments = {"tabulate", "--json"};
    for (const auto& entry : fs::directory_iterator(where)) {
      const std::string name = entry.path().filename().string();
      if (name != "truth.json" && name != "manifest.csv") arguments.push_back(entry.path());
    }
    const Ended ended = run_recanvass(arguments);
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    const base::Json counted = document(ended.out);
    const base::Json truth = truth_of(where);
    ASSERT_EQ(counted["contests"].size(), truth["contests"].size()) << format;
    for (std::size_t i = 0; i < truth["contests"].size(); ++i) {
      const base::Json& wanted = truth["contests"][i]["records"];
      const base::Json& found = counted["contests"][i];
      EXPECT_EQ(found["blank"], wanted["blank"]) << format << i;
      EXPECT_EQ(found["overvoted"], wanted["overvoted"]) << format << i;
      for (std::size_t choice = 0; choice < wanted["votes"].size(); ++choice) {
        EXPECT_EQ(found["votes"][choice]["votes"], wanted["votes"][choice]["votes"])
            << format << i << "/" << choice;
      }
    }
  }
}

TEST_F(CliTabulate, ARankedContestIsCountedByARule) {
  const std::string where = made({"--cards", "1000", "--ranked", "1", "--contests", "3"});
  const Ended ended =
      run_recanvass({"tabulate", where + "/CvrExport.csv", "--contest", "State contest 2", "--rule",
                     "us-ca-san-francisco", "--compare-rules"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_NE(ended.out.find("Round 1: "), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find(" wins in round "), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("San Francisco Charter"), std::string::npos) << ended.out;
}

// Two precincts of two batches each; Ada 5, Ben 3, Cy 1 of ten cards, one blank.
constexpr const char* kCvr =
    "Test,5.17\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1),Mayor (Vote For=1)\n"
    ",,,,,,,Ada,Ben,Cy\n"
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,,\n"
    "1,10,1,1,10-1-1,North,B,1,0,0\n2,10,1,2,10-1-2,North,B,1,0,0\n"
    "3,10,1,3,10-1-3,North,B,0,1,0\n4,10,2,1,10-2-1,North,B,1,0,0\n"
    "5,10,2,2,10-2-2,North,B,0,0,1\n6,11,1,1,11-1-1,South,B,1,0,0\n"
    "7,11,1,2,11-1-2,South,B,0,1,0\n8,11,2,1,11-2-1,South,B,0,1,0\n"
    "9,11,2,2,11-2-2,South,B,1,0,0\n10,11,2,3,11-2-3,South,B,0,0,0\n";

TEST_F(CliTabulate, ReturnsThatAgreeExitWithZeroAndOthersWithOne) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const std::string same =
      text_file("same.csv",
                "precinct,office,candidate,votes\nNORTH,Mayor,Ada,3\nNORTH,Mayor,Ben,1\n"
                "NORTH,Mayor,Cy,1\nSOUTH,Mayor,Ada,2\nSOUTH,Mayor,Ben,2\nSOUTH,Mayor,Cy,0\n");
  const Ended agrees = run_recanvass({"tabulate", cvr, "--against", same});
  EXPECT_EQ(agrees.exit_code, 0) << agrees.err << agrees.out;
  EXPECT_NE(agrees.out.find("2 of 2 units are the same."), std::string::npos) << agrees.out;
  const std::string exchanged =
      text_file("exchanged.csv",
                "precinct,office,candidate,votes\nNorth,Mayor,Ada,1\nNorth,Mayor,Ben,3\n"
                "North,Mayor,Cy,1\nSouth,Mayor,Ada,3\nSouth,Mayor,Ben,4\n"
                "South,Mayor,Cy,0\n");
  const Ended differs = run_recanvass({"tabulate", cvr, "--against", exchanged, "--json"});
  EXPECT_EQ(differs.exit_code, 1) << differs.err;
  const base::Json found = document(differs.out)["against"][0];
  EXPECT_EQ(found["by"], "precinct");
  EXPECT_EQ(found["different"][0]["causes"][0]["mechanism"], "columns-exchanged");
  // South: 3 and 4 of 2 and 2 is batch 11-2 (1 and 1) no further time, and nothing else.
  EXPECT_EQ(found["different"][1]["causes"], base::Json::array());
}

TEST_F(CliTabulate, ABatchThatTheReturnsHoldTwiceOrNotIsNamed) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const std::string returns =
      text_file("returns.csv",
                "precinct,office,candidate,votes\nNorth,MAYOR OF X,Ada A.,5\n"
                "North,MAYOR OF X,Ben,2\nNorth,MAYOR OF X,Cy,1\nSouth,MAYOR OF X,Ada A.,1\n"
                "South,MAYOR OF X,Ben,1\nSouth,MAYOR OF X,Cy,0\n");
  // Of several contests none has a name that the returns know.
  const std::string two = text_file("two.csv", "Cast Vote Record,Clerk,Judge\n1,Ada,Ben\n");
  EXPECT_EQ(run_recanvass({"tabulate", two, "--against", returns}).exit_code, 1);
  const Ended unmapped = run_recanvass({"tabulate", cvr, "--against", returns});
  EXPECT_EQ(unmapped.exit_code, 2);
  EXPECT_NE(unmapped.err.find("MAYOR OF X"), std::string::npos) << unmapped.err;
  const Ended ended = run_recanvass({"tabulate", cvr, "--against", returns, "--office",
                                     "MAYOR OF X", "--map", "Ada A.=Ada", "--json"});
  ASSERT_EQ(ended.exit_code, 1) << ended.err;
  const base::Json found = document(ended.out)["against"][0];
  EXPECT_EQ(found["different"][0]["causes"][0]["mechanism"], "batch-twice");
  EXPECT_EQ(found["different"][0]["causes"][0]["words"], "batch 10-1 is counted twice");
  EXPECT_EQ(found["different"][1]["causes"][0]["mechanism"], "batch-missing");
}

TEST_F(CliTabulate, TheTableOfAGroupIsAFileOfReturnsThatAgrees) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  for (const char* kind : {"batch", "precinct", "tabulator", "style"}) {
    const Ended table = run_recanvass({"tabulate", cvr, "--by", kind, "--csv"});
    ASSERT_EQ(table.exit_code, 0) << table.err;
    const std::string file = text_file(std::string(kind) + ".csv", table.out);
    const Ended ended = run_recanvass({"tabulate", cvr, "--against", file});
    EXPECT_EQ(ended.exit_code, 0) << kind << ended.err << ended.out << table.out;
  }
  const Ended whole = run_recanvass({"tabulate", cvr, "--csv"});
  const std::string file = text_file("whole.csv", whole.out);
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--against", file}).exit_code, 0);
}

// Returns that have ballots too cannot be where a unit was doubled; that is what is looked for.
TEST_F(CliTabulate, ReturnsThatCannotBeAreComparedAndSaid) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const std::string doubled =
      text_file("doubled.csv",
                "contest,unit,choice,votes\nMayor,North,@ballots,5\nMayor,North,Ada,6\n"
                "Mayor,North,Ben,2\nMayor,North,Cy,2\nMayor,South,@ballots,5\nMayor,South,Ada,2\n"
                "Mayor,South,Ben,2\nMayor,South,Cy,0\n");
  const Ended ended = run_recanvass({"tabulate", cvr, "--against", doubled, "--json"});
  ASSERT_EQ(ended.exit_code, 1) << ended.err;
  const base::Json found = document(ended.out)["against"][0];
  ASSERT_EQ(found["impossible"].size(), 1U) << found;
  EXPECT_EQ(found["impossible"][0]["unit"], "North");
  EXPECT_EQ(found["impossible"][0]["words"],
            "10 votes, blanks and overvotes on 5 ballots (rows 2, 3, 4, 5); there can be at most 1 "
            "a ballot");
  ASSERT_EQ(found["different"].size(), 1U) << found;
  EXPECT_EQ(found["different"][0]["causes"][0]["mechanism"], "exact-doubling");
  // The votes agree and the ballots cannot be.
  const std::string few =
      text_file("few.csv",
                "contest,unit,choice,votes\nMayor,North,@ballots,4\nMayor,North,Ada,3\n"
                "Mayor,North,Ben,1\nMayor,North,Cy,1\nMayor,South,@ballots,5\nMayor,South,Ada,2\n"
                "Mayor,South,Ben,2\nMayor,South,Cy,0\n");
  const Ended agrees = run_recanvass({"tabulate", cvr, "--against", few});
  EXPECT_EQ(agrees.exit_code, 1) << agrees.err;
  EXPECT_NE(agrees.out.find("2 of 2 units are the same."), std::string::npos) << agrees.out;
  EXPECT_NE(agrees.out.find("What was reported cannot be: 5 votes"), std::string::npos)
      << agrees.out;
}

// The same ten cards, of which three are in a row of totals instead.
TEST_F(CliTabulate, TotalsOfWithheldCardsAreHeldAgainstReturns) {
  std::string text = kCvr;
  text.resize(text.find("8,11,2,1"));
  const std::string cvr =
      text_file("redacted.csv", text + "Redacted and Aggregated,,,,,South,B,1,1,0\n");
  const std::string returns =
      text_file("returns.csv",
                "precinct,office,candidate,votes\nNorth,Mayor,Ada,3\nNorth,Mayor,Ben,1\n"
                "North,Mayor,Cy,1\nSouth,Mayor,Ada,2\nSouth,Mayor,Ben,2\nSouth,Mayor,Cy,0\n");
  const Ended ended = run_recanvass({"tabulate", cvr, "--against", returns, "--json"});
  ASSERT_EQ(ended.exit_code, 1) << ended.err;
  const base::Json found = document(ended.out)["against"][0];
  ASSERT_EQ(found["different"].size(), 1U) << found;
  EXPECT_EQ(found["different"][0]["unit"], "South");
  EXPECT_EQ(found["different"][0]["causes"][0]["mechanism"], "withheld-totals") << found;
  EXPECT_EQ(found["withheld"][0]["votes"], 1) << found;
  const std::string whole =
      text_file("whole.csv", "contest,choice,votes\nMayor,Ada,5\nMayor,Ben,3\nMayor,Cy,1\n");
  const Ended agrees = run_recanvass({"tabulate", cvr, "--against", whole});
  EXPECT_EQ(agrees.exit_code, 0) << agrees.err << agrees.out;
  EXPECT_NE(agrees.out.find("have the totals of withheld cards in them"), std::string::npos)
      << agrees.out;
}

TEST_F(CliTabulate, TotalsByBatchAreComparedBatchByBatch) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const std::string same = text_file(
      "same.csv", "Batch Name,Ada,Ben,Cy\n10 - 1,2,1,0\n10 - 2,1,0,1\n11 - 1,1,1,0\n11-2,1,1,0\n");
  const Ended agrees = run_recanvass({"tabulate", cvr, "--against", same});
  EXPECT_EQ(agrees.exit_code, 0) << agrees.err << agrees.out;
  EXPECT_NE(agrees.out.find("4 of 4 units are the same."), std::string::npos) << agrees.out;
  // Tabulators 10 and 11 both have a batch 1 and a batch 2.
  const std::string bare = text_file("bare.csv", "Batch Name,Ada,Ben,Cy\n1,3,2,0\n2,2,1,1\n");
  const Ended unknown = run_recanvass({"tabulate", cvr, "--against", bare, "--unit", "batch"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("10-1"), std::string::npos) << unknown.err;
  const Ended mapped = run_recanvass({"tabulate", cvr, "--against", bare, "--unit", "batch",
                                      "--map-unit", "1=10-1", "--map-unit", "2=10-2", "--json"});
  ASSERT_EQ(mapped.exit_code, 1) << mapped.err;
  EXPECT_EQ(document(mapped.out)["against"][0]["by"], "batch");
}

// Ann on two lines and on both: 7 of 11 where lines are added up, and the loser where not.
TEST_F(CliTabulate, OfACandidateOnSeveralLinesNobodyIsNamedBeforeTheLawIsSaid) {
  std::string text =
      "Test,5.17\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1),Mayor (Vote For=1)\n"
      ",,,,,,,Ann,Bob,Ann\n"
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,DEM,REP,"
      "WFP\n";
  int card = 0;
  const auto add = [&](int cards, const char* marks) {
    for (int i = 0; i < cards; ++i) {
      const std::string number = std::to_string(++card);
      text += number + ",10,1," + number + ",10-1-" + number + ",North,B," + marks + "\n";
    }
  };
  add(3, "1,0,0");
  add(3, "0,0,1");
  add(4, "0,1,0");
  add(1, "1,0,1");
  const std::string cvr = text_file("fusion.csv", text);
  const Ended open = run_recanvass({"tabulate", cvr});
  EXPECT_EQ(open.exit_code, 0) << open.err;
  EXPECT_NE(
      open.out.find("Nobody is named before that is said: Ann stands on 2 lines: Ann (DEM), "),
      std::string::npos)
      << open.out;
  EXPECT_EQ(open.out.find("Most:"), std::string::npos) << open.out;
  const base::Json separate =
      document(run_recanvass({"tabulate", cvr, "--fusion", "separate", "--json"}).out);
  EXPECT_EQ(separate["contests"][0]["winners"], base::Json::array({"Bob"}));
  const Ended added = run_recanvass({"tabulate", cvr, "--fusion", "add", "--by", "batch"});
  EXPECT_NE(added.out.find("Ann  7\n"), std::string::npos) << added.out;
  EXPECT_NE(added.out.find("Most: Ann."), std::string::npos) << added.out;
  const base::Json remarks =
      document(run_recanvass({"tabulate", cvr, "--fusion", "add", "--json"}).out)["remarks"];
  EXPECT_EQ(remarks.back(),
            "Mayor: the lines of Ann are added up: Ann (DEM) alone on 3 cards, Ann (WFP) alone on "
            "3 cards; several of them on 1 card, each of which counts once.");
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--fusion", "both"}).exit_code, 2);
}

TEST_F(CliTabulate, TwoContestsOfOneTitleAreToldApartByAPerson) {
  std::string text =
      "Test,5.17\n,,,,,,,Council (Vote For=1),Council (Vote For=1),Council (Vote For=1),"
      "Council (Vote For=1)\n,,,,,,,Ann,Bob,Cy,Dee\n"
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,,,\n"
      "1,10,1,1,10-1-1,North,B,1,0,1,0\n2,10,1,2,10-1-2,North,B,1,0,0,1\n"
      "3,10,1,3,10-1-3,North,B,0,1,0,1\n";
  const std::string cvr = text_file("one_title.csv", text);
  const Ended open = run_recanvass({"tabulate", cvr, "--json"});
  const base::Json contest = document(open.out)["contests"][0];
  EXPECT_EQ(contest["winners"], base::Json::array());
  EXPECT_NE(contest["open"].get<std::string>().find("--split \"Council=Cy\""), std::string::npos)
      << contest;
  const base::Json two =
      document(run_recanvass({"tabulate", cvr, "--split", "Council=Cy", "--json"}).out)["contests"];
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0]["winners"], base::Json::array({"Ann"}));
  EXPECT_EQ(two[1]["winners"], base::Json::array({"Dee"}));
  EXPECT_EQ(two[1]["overvoted"], 0);
  const base::Json one =
      document(run_recanvass({"tabulate", cvr, "--one-contest", "council", "--json"}).out);
  EXPECT_EQ(one["contests"][0]["outcome"]["decision"], "no-votes");
  for (const char* wrong : {"Council=Ann", "Council=Eve", "Clerk=Cy", "Council"}) {
    EXPECT_EQ(run_recanvass({"tabulate", cvr, "--split", wrong}).exit_code, 2) << wrong;
  }
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--one-contest", "Clerk"}).exit_code, 2);
}

TEST_F(CliTabulate, TotalsByBatchOfSeveralContestsAreThoseOfEach) {
  const std::string cvr = text_file(
      "two.csv",
      "Test,5.17\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1),Clerk (Vote For=1),"
      "Clerk (Vote For=1)\n,,,,,,,Ada,Ben,Cy,Write-In\n"
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,,,\n"
      "1,A,Batch 1,1,A-1-1,North,B,1,0,0,1\n2,B,Batch 2,1,B-2-1,North,B,0,1,1,0\n");
  const std::string tallies =
      text_file("tallies.csv",
                "Batch Name,Mayor - Ada,Mayor - Ben,Clerk - Cy,Clerk - Write-In\n"
                "Batch 1,1,0,0,1\nBatch 2,0,1,0,1\n");
  const Ended ended = run_recanvass({"tabulate", cvr, "--against", tallies, "--json"});
  ASSERT_EQ(ended.exit_code, 1) << ended.err;
  const base::Json against = document(ended.out)["against"];
  ASSERT_EQ(against.size(), 2U);
  EXPECT_EQ(against[0]["different"], base::Json::array()) << against;
  ASSERT_EQ(against[1]["different"].size(), 1U) << against;
  EXPECT_EQ(against[1]["different"][0]["unit"], "B-Batch 2") << against;
}

// What a county of the sample election reported by batch, beside its own records.
TEST_F(CliTabulate, ArlosSampleAgreesBatchByBatch) {
  const fs::path folder = fs::path(RECANVASS_SHARED_DIR) / "data/cvr/arlo_small_election";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const Ended ended = run_recanvass(
      {"tabulate", folder / "Siletz_-_cvrs.csv", "--contest", "Minister of Farming", "--against",
       folder / "Siletz_-_Minister_of_Farming_-_candidate_totals_by_batch.csv"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  EXPECT_NE(ended.out.find("3 of 3 units are the same."), std::string::npos) << ended.out;
}

TEST_F(CliTabulate, OneCountyOfAStatesReturnsIsTaken) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const std::string returns =
      text_file("state.csv",
                "county,precinct,office,candidate,votes\nAdams,North,Mayor,Ada,3\n"
                "Adams,North,Mayor,Ben,1\nAdams,North,Mayor,Cy,1\nAdams,South,Mayor,Ada,2\n"
                "Adams,South,Mayor,Ben,2\nAdams,South,Mayor,Cy,0\nBond,North,Mayor,Ada,9\n"
                "Bond,North,Mayor,Ben,9\nBond,North,Mayor,Cy,9\n");
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--against", returns, "--county", "ADAMS"}).exit_code,
            0);
  const Ended both = run_recanvass({"tabulate", cvr, "--against", returns});
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_NE(both.err.find("North"), std::string::npos) << both.err;
  const Ended none = run_recanvass({"tabulate", cvr, "--against", returns, "--county", "Cook"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("Bond"), std::string::npos) << none.err;
}

TEST_F(CliTabulate, UnitsAreMappedByAPersonOrRefusedWithWhatThereIs) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const std::string returns =
      text_file("wards.csv",
                "precinct,office,candidate,votes\nWard 1,Mayor,Ada,3\nWard 1,Mayor,Ben,1\n"
                "Ward 1,Mayor,Cy,1\nWard 2,Mayor,Ada,2\nWard 2,Mayor,Ben,2\n"
                "Ward 2,Mayor,Cy,0\n");
  const Ended unknown = run_recanvass({"tabulate", cvr, "--against", returns});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("North"), std::string::npos) << unknown.err;
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--against", returns, "--map-unit", "Ward 1=North",
                           "--map-unit", "Ward 2=South"})
                .exit_code,
            0);
  EXPECT_EQ(
      run_recanvass({"tabulate", cvr, "--against", returns, "--unit", "everything"}).exit_code, 0);
}

TEST_F(CliTabulate, EveryRuleCountsARankedContestInEightyColumns) {
  const std::string where = made({"--cards", "600", "--ranked", "1", "--contests", "2"});
  const std::string file = where + "/CvrExport.csv";
  const base::Json all = document(run_recanvass({"tabulate", file, "--json"}).out);
  std::string ranked;
  for (const auto& contest : all["contests"]) {
    if (contest["ranks"] != 0) ranked = contest["contest"];
  }
  ASSERT_FALSE(ranked.empty());
  const base::Json rules = document(run_recanvass({"tabulate", "--rules", "--json"}).out)["rules"];
  for (const auto& rule : rules) {
    const std::string id = rule["id"];
    const Ended ended =
        run_recanvass({"tabulate", file, "--contest", ranked, "--rule", id, "--set", "places=2",
                       "--margins", "--by", "tabulator", "--path", "1"});
    if (id == "star" || id == "score") {  // a rank is no number of points
      EXPECT_EQ(ended.exit_code, 2) << id;
      EXPECT_NE(ended.err.find("ranked, not scored"), std::string::npos) << ended.err;
      continue;
    }
    EXPECT_EQ(ended.exit_code, 0) << id << ended.err;
    std::istringstream lines(ended.out);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 90U) << id << line;  // bytes: a section sign takes two
    }
    EXPECT_NE(ended.out.find("Card 1: "), std::string::npos) << id << ended.out;
  }
}

TEST_F(CliTabulate, ACardIsFollowedByTheNamesThatTheExportHasForIt) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const Ended ended =
      run_recanvass({"tabulate", cvr, "--path", "10-1-3", "--path", "11-2-3", "--margins"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_NE(ended.out.find("Card 10-1-3: Ben. gives 1 to Ben."), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("Card 11-2-3: blank. counts for nobody."), std::string::npos)
      << ended.out;
  EXPECT_NE(ended.out.find("Margin: 2 votes between Ada and Ben."), std::string::npos) << ended.out;
  const Ended unknown = run_recanvass({"tabulate", cvr, "--path", "10-1-9"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("10-1-9"), std::string::npos) << unknown.err;
}

TEST_F(CliTabulate, SettingsAreGivenOneByOneAndRefusedWithWhatIsKnown) {
  const std::string cvr = text_file("cvr.csv", kCvr);
  const Ended share = run_recanvass({"tabulate", cvr, "--rule", "share", "--set", "share=5/9",
                                     "--set", "reach=at-least", "--margins", "--json"});
  ASSERT_EQ(share.exit_code, 0) << share.err;
  EXPECT_EQ(document(share.out)["contests"][0]["winners"], base::Json::array({"Ada"}));
  const Ended above = run_recanvass(
      {"tabulate", cvr, "--rule", "share", "--set", "share=5/9", "--set", "reach=above"});
  EXPECT_NE(above.out.find("Nobody has the share that is needed."), std::string::npos) << above.out;
  const Ended unknown =
      run_recanvass({"tabulate", cvr, "--rule", "share", "--set", "skipped=stop"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("reach"), std::string::npos) << unknown.err;
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--rule", "us-me", "--contest", "Mayor"}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--precinct", "North"}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--list", "Blue=Ada"}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--unit", "batch"}).exit_code, 2);
}

TEST_F(CliTabulate, EveryRuleIsListedWithItsCitationAndSettings) {
  const Ended ended = run_recanvass({"tabulate", "--rules"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  for (const char* wanted : {"us-ma-cambridge", "Mass. Gen. Laws ch. 54A", "Schulze, Soc. Choice",
                             "skipped=stop-at-two"}) {
    EXPECT_NE(ended.out.find(wanted), std::string::npos) << wanted;
  }
  EXPECT_GT(document(run_recanvass({"tabulate", "--rules", "--json"}).out)["rules"].size(), 25U);
  EXPECT_EQ(run_recanvass({"tabulate"}).exit_code, 2);
}

TEST_F(CliTabulate, ATieWaitsForALotAndTakesIt) {
  const std::string cvr =
      text_file("tie.csv",
                "Test,5.17\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1)\n,,,,,,,Ada,Ben\n"
                "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,\n"
                "1,10,1,1,10-1-1,P,B,1,0\n2,10,1,2,10-1-2,P,B,0,1\n");
  const Ended tied = run_recanvass({"tabulate", cvr});
  EXPECT_NE(tied.out.find("Tied for 1 place: Ada and Ben."), std::string::npos) << tied.out;
  const Ended drawn = run_recanvass({"tabulate", cvr, "--lot", "Ben", "--json"});
  EXPECT_EQ(document(drawn.out)["contests"][0]["winners"], base::Json::array({"Ben"}));
  EXPECT_EQ(document(drawn.out)["contests"][0]["lots"][0]["drawn"], "Ben");
  EXPECT_EQ(run_recanvass({"tabulate", cvr, "--lot", "Ben", "--lot", "Ada"}).exit_code, 2);
}

// Published winners, by the whole way from the file: 18 mayors of New South Wales, Oakland 2010.
TEST_F(CliTabulate, PublishedWinnersComeOutOfTheFilesThatWerePublished) {
  const fs::path folder = fs::path(RECANVASS_SHARED_DIR) / "data/cvr";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  int mayors = 0;
  for (const auto& entry : fs::directory_iterator(folder / "nsw2021_irv")) {
    const std::string path = entry.path().string();
    if (!path.ends_with("_Mayoral.json")) continue;
    std::ifstream file(path);
    const base::Json published = document({std::istreambuf_iterator<char>(file), {}});
    const Ended ended = run_recanvass({"tabulate", path, "--rule", "au-nsw-mayor", "--json"});
    ASSERT_EQ(ended.exit_code, 0) << path << ended.err;
    const base::Json counted = document(ended.out)["contests"][0];
    const auto winner = published["winner"].get<std::size_t>();
    EXPECT_EQ(counted["winner"], counted["votes"][winner]["choice"]) << path;
    ++mayors;
  }
  EXPECT_EQ(mayors, 18);
  const Ended oakland =
      run_recanvass({"tabulate", (folder / "raire_us_irv/Oakland_2010_Mayor.raire.gz").string(),
                     "--rule", "us-ca-oakland", "--json"});
  ASSERT_EQ(oakland.exit_code, 0) << oakland.err;
  EXPECT_EQ(document(oakland.out)["contests"][0]["winner"], "397");
}

// NIST's sample of forty records and the results it gives for them. The results add the written
// names of a contest up; each is mapped to the choice that stands for them.
TEST_F(CliTabulate, NistsSampleResultsAreWhatItsRecordsSay) {
  const fs::path folder = fs::path(RECANVASS_SHARED_DIR) / "data/cvr/nist_cdf/gen-01";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const Ended ended =
      run_recanvass({"tabulate", (folder / "cvr-gen-01.json").string(), "--against",
                     (folder / "err-gen-01.json").string(), "--map", "Write-ins=cs-president-wi",
                     "--contest", "Straight Party", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  EXPECT_EQ(document(ended.out)["against"][0]["units_equal"], 4);
}

// RCTab's expected reports, every round, with the settings of their configurations. Written names
// that are not told apart have another name in the workbooks.
TEST_F(CliTabulate, RoundsOfRctabsExpectedReportsComeOut) {
  const fs::path folder = fs::path(RECANVASS_SHARED_DIR) / "data/cvr/ess";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto file = [&](const std::string& name) { return (folder / name).string(); };
  for (const std::string contest : {"2013_minneapolis_mayor", "2015_portland_mayor"}) {
    std::ifstream report(file(contest + "_expected_detailed_report.json"));
    const base::Json expected = document({std::istreambuf_iterator<char>(report), {}});
    std::ifstream configuration(file(contest + "_config.json"));
    const base::Json config = document({std::istreambuf_iterator<char>(configuration), {}});
    const bool batches = config["rules"]["batchElimination"].get<bool>();
    std::vector<std::string> arguments = {
        "tabulate", file(contest + "_cvr.xlsx"),
        "--rule",   "irv",
        "--set",    "skipped=stop-at-two",
        "--set",    "write-ins=out-first",
        "--set",    std::string("elimination=") + (batches ? "batch-if-below" : "one"),
        "--json"};
    base::Json counted;
    while (true) {  // RCTab breaks a tie by the order of candidates: a lot that fell so
      const Ended ended = run_recanvass(arguments);
      ASSERT_EQ(ended.exit_code, 0) << ended.err;
      counted = document(ended.out)["contests"][0];
      if (counted["ending"] != "tied-for-elimination") break;
      const std::size_t round = counted["rounds"].size() - 1;
      const auto lot = eliminated_in(expected["results"].at(round));
      ASSERT_TRUE(lot.has_value()) << contest << round;
      arguments.insert(arguments.end(), {"--lot", *lot});
    }
    ASSERT_EQ(counted["rounds"].size(), expected["results"].size()) << contest;
    for (std::size_t round = 0; round < expected["results"].size(); ++round) {
      std::map<std::string, std::string> votes;
      for (const auto& vote : counted["rounds"][round]["votes"]) {
        votes[vote["choice"]] = std::to_string(vote["votes"].get<std::int64_t>());
      }
      for (const auto& [name, number] : expected["results"][round]["tally"].items()) {
        if (name == "Undeclared Write-ins") continue;
        EXPECT_EQ(votes[name], number.get<std::string>()) << contest << round << name;
      }
    }
  }
}

// RCTab's sample of Hart's export: marks without ranks, each read as a first preference.
TEST_F(CliTabulate, RctabsReportOfTravisCountyComesOutOfHartsExport) {
  const fs::path folder = fs::path(RECANVASS_SHARED_DIR) / "data/cvr/hart";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  std::ifstream report(folder / "hart_travis_county_officers_expected_detailed_report.json");
  const base::Json expected = document({std::istreambuf_iterator<char>(report), {}});
  const std::string cards = (folder / "travis_sample_archive").string();
  const std::vector<std::string> irv = {"tabulate",  cards,
                                        "--rule",    "irv",
                                        "--set",     "skipped=stop-at-two",
                                        "--set",     "overvoted=stop",
                                        "--contest", "e9ca8235-893e-43df-93eb-3cc61eeb133c"};
  const Ended refused = run_recanvass(irv);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("its choices are not ranked"), std::string::npos) << refused.err;
  std::vector<std::string> as_ranked = irv;
  as_ranked.insert(as_ranked.end(), {"--as-ranked", "--json"});
  const Ended ended = run_recanvass(as_ranked);
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  const base::Json answer = document(ended.out);
  const base::Json& counted = answer["contests"][0];
  ASSERT_EQ(counted["rounds"].size(), expected["results"].size());
  const base::Json& round = counted["rounds"][0];
  std::map<std::string, std::string> votes;
  for (const auto& vote : round["votes"]) {
    votes[vote["choice"]] = std::to_string(vote["votes"].get<std::int64_t>());
  }
  for (const auto& [name, number] : expected["results"][0]["tally"].items()) {
    const auto found = votes.find(name);
    EXPECT_EQ(found == votes.end() ? "0" : found->second, number.get<std::string>()) << name;
  }
  EXPECT_EQ(round["inactive"]["overvoted"], 6);
  EXPECT_EQ(round["inactive"]["blank"], expected["summary"]["undervotes"]);
  EXPECT_EQ(counted["winner"], expected["results"][0]["tallyResults"][0]["elected"]);
  EXPECT_NE(answer["remarks"].dump().find("counted as a first preference"), std::string::npos);
}

// Bay County's towns of 2012 each elect a mayor.
TEST_F(CliTabulate, ContestsOfOneNameAreToldApartAndChosenById) {
  const fs::path bay = fs::path(RECANVASS_SHARED_DIR) / "data/cvr/clearballot";
  if (!fs::exists(bay)) GTEST_SKIP() << "missing " << bay;
  const Ended all = run_recanvass({"tabulate", bay.string(), "--contest", "MAYOR", "--json"});
  ASSERT_EQ(all.exit_code, 0) << all.err;
  const base::Json contests = document(all.out)["contests"];
  ASSERT_EQ(contests.size(), 2U);
  EXPECT_NE(contests[0]["title"], contests[1]["title"]);
  const std::string id = contests[1]["id"];
  EXPECT_EQ(contests[1]["title"].get<std::string>().find("MAYOR [" + id), 0U)
      << contests[1]["title"];
  const Ended one = run_recanvass({"tabulate", bay.string(), "--contest", id, "--json"});
  ASSERT_EQ(document(one.out)["contests"].size(), 1U);
  EXPECT_EQ(document(one.out)["contests"][0]["votes"], contests[1]["votes"]);
  const Ended several =
      run_recanvass({"tabulate", bay.string(), "--contest", "MAYOR", "--lot", "Nobody"});
  EXPECT_NE(several.err.find("by its id where several have one name"), std::string::npos);
}

// A batch that no card of the contest is in is reported with zeros, as Arlo does.
TEST_F(CliTabulate, ABatchWithoutTheContestAgreesWithReturnsThatHaveNoVotesThere) {
  const fs::path folder = fs::path(RECANVASS_SHARED_DIR) / "data/cvr/arlo_small_election";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const Ended ended = run_recanvass(
      {"tabulate", folder / "Worthington_Hills_-_cvrs.csv", "--contest", "Minister of Farming",
       "--against",
       folder / "Worthington_Hills_-_Minister_of_Farming_-_candidate_totals_by_batch.csv"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  EXPECT_EQ(ended.out.find("In the returns, not in the records"), std::string::npos) << ended.out;
}

TEST_F(CliTabulate, WhatWasRemarkedInReadingIsPrinted) {
  const std::string cvr = text_file("ess.csv",
                                    "Cast Vote Record,C 1,C 2\n1,Ada,Ben\n2,Ben,Ada\n"
                                    "3,Ada,undervote\n4,Cy,Ada\n");
  const Ended told = run_recanvass({"tabulate", cvr});
  EXPECT_NE(told.out.find("the columns C 1 to 2 were read as one"), std::string::npos) << told.out;
  const Ended json = run_recanvass({"tabulate", cvr, "--json"});
  ASSERT_EQ(document(json.out)["remarks"].size(), 1U) << json.out;
  const Ended table = run_recanvass({"tabulate", cvr, "--csv"});
  EXPECT_EQ(table.out.find("were read"), std::string::npos) << table.out;
  EXPECT_NE(table.err.find("were read as one contest"), std::string::npos) << table.err;
  const std::string out = (folder_ / "ess.cards").string();
  const Ended imported = run_recanvass({"import", cvr, "-o", out});
  EXPECT_NE(imported.out.find("were read as one contest"), std::string::npos) << imported.out;
}

TEST_F(CliTabulate, ACountThatStopsForALotSaysWhoWinsHoweverItFalls) {
  const std::string cvr = text_file("irv.csv",
                                    "Cast Vote Record,M Choice 1,M Choice 2\n1,Ada,\n2,Ada,\n"
                                    "3,Ada,\n4,Ben,Ada\n5,Ben,Ada\n6,Cy,Ada\n7,Cy,Ada\n");
  const Ended ended = run_recanvass({"tabulate", cvr, "--rule", "irv"});
  EXPECT_NE(ended.out.find("However the lots fall, Ada wins"), std::string::npos) << ended.out;
}

TEST_F(CliTabulate, WhatIsNotThereIsNamedWithWhatIs) {
  const std::string where = made({"--cards", "100", "--contests", "2"});
  const std::string file = where + "/CvrExport.csv";
  const Ended contest = run_recanvass({"tabulate", file, "--contest", "Sheriff"});
  EXPECT_EQ(contest.exit_code, 2);
  EXPECT_NE(contest.err.find("State contest 1"), std::string::npos) << contest.err;
  const Ended rule = run_recanvass({"tabulate", file, "--rule", "us-xx"});
  EXPECT_EQ(rule.exit_code, 2);
  EXPECT_NE(rule.err.find("us-mn-minneapolis"), std::string::npos) << rule.err;
  const Ended compared = run_recanvass({"tabulate", file, "--compare-rules"});
  EXPECT_EQ(compared.exit_code, 0);
  EXPECT_NE(compared.out.find("has no setting with a neighbour"), std::string::npos);
  EXPECT_EQ(run_recanvass({"generate", where}).exit_code, 2) << "the folder holds files";
  EXPECT_EQ(run_recanvass({"generate", where + "2", "--cards", "-1"}).exit_code, 2);
}

}  // namespace
}  // namespace recanvass::cli_test
