// G7: Pennsylvania in November 2016, where three voters of each district ask for its recount,
// through `submit`. Districts and their votes are the state's returns by district; its 9,163
// districts are the rows with votes, and Allegheny's one whose votes the file lacks. Published: 67
// counties, 176 districts in Washington, about 71,000 votes between the two when petitions were
// filed. Made up: who signed, when the counties finished, the totals at that time but for their
// difference. Deposits and day counts are those of the program's statute.
#include "tests/cli/run_program.h"
#include "tests/elections/shared_csv.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace recanvass::story {
namespace {

using test_support::number_in;

struct District {
  std::string unit;
  std::int64_t trump = 0;
  std::int64_t clinton = 0;
  std::int64_t total = 0;
};

using Districts = std::map<std::string, std::vector<District>>;  // by county

std::string pennsylvania_returns() {
  return std::string(RECANVASS_SHARED_DIR) + "/data/elections/2016/pa/precinct_president_2016.csv";
}

Districts read_districts() {
  Districts districts;
  const auto rows = test_support::read_csv_rows(pennsylvania_returns());
  if (!rows) return districts;
  for (const test_support::Row& row : *rows) {
    const std::string county = id_of(row.at("county"));
    const std::string& code = row.at("precinct_code");
    if (code == "[Jurisdiction-wide]") continue;
    if (number_in(row, "total") == 0 && county != "allegheny") continue;
    districts[county].push_back({fmt::format("{}-{}", county, code), number_in(row, "trump"),
                                 number_in(row, "clinton"), number_in(row, "total")});
  }
  return districts;
}

std::size_t number_of(const Districts& districts) {
  std::size_t number = 0;
  for (const auto& [county, listed] : districts) number += listed.size();
  return number;
}

base::Json petition(const std::string& county, const std::string& unit, const std::string& filed_at,
                    const std::vector<std::string>& registered_in) {
  base::Json signers = base::Json::array();
  for (const std::string& where : registered_in) {
    signers.push_back({{"voter", fmt::format("AB-{}", 100 + signers.size())}, {"unit", where}});
  }
  return {{"county", county},
          {"unit", unit},
          {"filed_at", filed_at},
          {"signers", signers},
          {"deposit", "cash"}};
}

base::Json good_petition(const std::string& county, const std::string& unit,
                         const std::string& filed_at) {
  return petition(county, unit, filed_at, {unit, unit, unit});
}

class Pennsylvania2016 : public testing::Test {
 protected:
  void SetUp() override {
    districts_ = read_districts();
    if (districts_.empty()) GTEST_SKIP() << "missing " << pennsylvania_returns();
    open_operation();
    // Finished on Saturday 26 November, so that the fifth day is Thursday 1 December; the others
    // on other days, each with a clock of its own.
    compute("washington", "2016-11-26T15:00");
    compute("philadelphia", "2016-11-28T17:00");
    story_.say(
        "state", "equipment.set",
        {{"county", "philadelphia"}, {"paper", "none"}, {"equipment", "direct-recording machine"}});
    story_.submit_all_accepted();
  }

  void open_operation() {
    base::Json counties = base::Json::array();
    base::Json numbers = base::Json::object();
    for (const auto& [county, listed] : districts_) {
      counties.push_back({{"id", county}, {"name", county}});
      numbers[county] = listed.size();
    }
    story_.say("state", "operation.open",
               {{"origin", "elections.example/pa-2016"},
                {"name", "President, Pennsylvania, petitions of November 2016"},
                {"election", "us-2016-president"},
                {"jurisdiction", "us-pa"},
                {"contest", "president"},
                {"vote_for", 1},
                {"choices",
                 {{{"id", "trump"}, {"name", "Donald J. Trump"}},
                  {{"id", "clinton"}, {"name", "Hillary Clinton"}}}},
                {"counties", counties},
                {"policy", "us-pa-2016"},
                {"law_day", "2016-11-08"},
                {"election_day", "2016-11-08"},
                {"office", "president"},
                {"officer_name", "State officer 1"},
                {"officer_key", story_.make_key("state")}});
    story_.add_person("campaign", "petitioner");
    story_.say("state", "districts.set",
               {{"districts", numbers}, {"source", "the state's returns by district"}});
    story_.say("state", "outcome.report",
               {{"votes", {{"trump", 2'912'941}, {"clinton", 2'841'941}}},
                {"source", "unofficial, 29 November 2016"}});
    story_.submit_all_accepted();
  }

  void compute(const std::string& county, const std::string& moment) {
    story_.say("state", "county.computed", {{"county", county}, {"moment", moment}});
  }

  /// The decision about a petition that is filed alone.
  base::Json file(const base::Json& filed) {
    const Answered answered = story_.ask("campaign", "petition.precinct", {{"petitions", {filed}}});
    EXPECT_EQ(answered.status, "accepted") << answered.problems;
    EXPECT_EQ(answered.receipt.size(), 8U);
    const base::Json view = story_.show("precinct-petitions");
    const base::Json decided = view["petitions"].back();
    EXPECT_EQ(decided["number"], answered.receipt + "-1");
    return decided;
  }

  /// The petition's page, with its number, its decision and its fee.
  void expect_printed(const base::Json& petition) {
    const std::filesystem::path to = story_.folder() / "petitions";
    const cli_test::Ended ended = cli_test::run_recanvass(
        {"print", story_.election(), "petitions", "--county", "washington", "--to", to.string()});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    std::ifstream file(to / "petitions.html");
    const std::string page(std::istreambuf_iterator<char>(file), {});
    for (const std::string& part :
         {"<h2>Petition " + petition["number"].get<std::string>() + "</h2>",
          std::string("<dt>Decision</dt><dd>accepted</dd>"),
          std::string("<dt>Fee</dt><dd>$50</dd>"),
          std::string("<dt>Decision</dt><dd>refused</dd>")}) {
      EXPECT_NE(page.find(part), std::string::npos) << part;
    }
    const cli_test::Ended spanish =
        cli_test::run_recanvass({"print", story_.election(), "petitions", "--county", "washington",
                                 "--language", "es", "--to", (to / "es").string()});
    EXPECT_EQ(spanish.exit_code, 0) << spanish.err;
    std::ifstream spanish_file(to / "es" / "petitions.html");
    const std::string spanish_page(std::istreambuf_iterator<char>(spanish_file), {});
    EXPECT_NE(spanish_page.find("nada se opone a ella"), std::string::npos);
    EXPECT_NE(spanish_page.find("la firmaron menos electores del distrito"), std::string::npos);
  }

  void file_hundred_and_ten() {
    const std::vector<District>& all = districts_.at("philadelphia");
    for (std::size_t begin = 0; begin < 110; begin += 55) {
      base::Json petitions = base::Json::array();
      base::Json units = base::Json::array();
      for (std::size_t i = begin; i < begin + 55; ++i) {
        petitions.push_back(good_petition("philadelphia", all[i].unit, "2016-11-29T10:00"));
        units.push_back({{"unit", all[i].unit},
                         {"name", all[i].unit},
                         {"votes", {{"trump", all[i].trump}, {"clinton", all[i].clinton}}},
                         {"ballots", all[i].total}});
      }
      story_.say("state", "returns.add", {{"county", "philadelphia"}, {"units", units}});
      story_.say("campaign", "petition.precinct", {{"petitions", petitions}});
    }
    story_.submit_all_accepted();
  }

  Story story_{"state"};
  Districts districts_;
};

TEST_F(Pennsylvania2016, APetitionIsDecidedWithItsReason) {
  const std::string unit = districts_.at("washington")[0].unit;
  const std::string other = districts_.at("washington")[1].unit;
  const base::Json two = file(petition("washington", unit, "2016-11-28T10:00", {unit, unit}));
  EXPECT_EQ(two["verdict"], "refused");
  EXPECT_EQ(two["words"],
            "2 of 2 signers count: 3 electors of this district needed (washington County, "
            "district " +
                unit + ")");
  const base::Json elsewhere =
      file(petition("washington", unit, "2016-11-28T10:00", {unit, other, unit}));
  EXPECT_EQ(elsewhere["verdict"], "refused");
  EXPECT_NE(elsewhere["words"].get<std::string>().find("signer 2 is registered in " + other +
                                                       ", not in this district"),
            std::string::npos);
  const base::Json late = file(good_petition("washington", unit, "2016-12-02T09:00"));
  EXPECT_EQ(late["verdict"], "refused");
  EXPECT_TRUE(late["words"].get<std::string>().starts_with("late: filed Fri 2 Dec 2016, 09:00"));
  EXPECT_TRUE(late["words"].get<std::string>().ends_with("Thu 1 Dec 2016"));
  const base::Json good = file(good_petition("washington", unit, "2016-12-01T23:59"));
  EXPECT_EQ(good["verdict"], "accepted");
  EXPECT_EQ(good["fee_cents"], 5'000);
  EXPECT_FALSE(good.contains("paper_words"));
  expect_printed(good);
  const base::Json again = file(good_petition("washington", unit, "2016-12-01T23:59"));
  EXPECT_EQ(again["verdict"], "refused") << "one district is recounted once";
}

TEST_F(Pennsylvania2016, EachCountyHasAClockOfItsOwn) {
  const std::string unit = districts_.at("philadelphia")[0].unit;
  const base::Json in_time = file(good_petition("philadelphia", unit, "2016-12-02T09:00"));
  EXPECT_EQ(in_time["verdict"], "accepted") << "late in Washington, and in time here";
  EXPECT_EQ(in_time["paper_words"], "recount re-reads memory; no paper to examine");
  const std::string erie = districts_.at("erie")[0].unit;
  EXPECT_EQ(file(good_petition("erie", erie, "2016-12-02T09:00"))["verdict"], "waiting");
  compute("erie", "2016-11-29T12:00");
  story_.submit_all_accepted();
  EXPECT_EQ(story_.show("precinct-petitions")["petitions"].back()["verdict"], "accepted");
}

TEST_F(Pennsylvania2016, AskingForEveryDistrictTakesThreeVotersOfEach) {
  ASSERT_EQ(districts_.size(), 67U);
  ASSERT_EQ(number_of(districts_), 9'163U);
  const base::Json plan = story_.show("petition-plan");
  EXPECT_EQ(plan["signers"], 27'489);
  EXPECT_EQ(plan["sentence"], "3 voters of each of 9,163 districts: 27,489 signers.");
  const base::Json county = story_.show("petition-plan", "", {"--county", "washington"});
  EXPECT_EQ(county["counties"][0]["districts"], 176);
  EXPECT_EQ(county["counties"][0]["signers"], 528);
  EXPECT_EQ(county["counties"][0]["until"], "2016-12-01T24:00");
  EXPECT_NE(plan["rule"]["in_force"].get<std::string>().find("2004"), std::string::npos);
}

TEST_F(Pennsylvania2016, AHundredAndTenDistrictsCouldNotChangeWhoWon) {
  file_hundred_and_ten();
  std::int64_t largest = 0;  // every ballot for the runner-up, and what the leader has there lost
  for (std::size_t i = 0; i < 110; ++i) {
    const District& district = districts_.at("philadelphia")[i];
    largest += district.total - district.clinton + district.trump;
  }
  const base::Json flip = story_.show("petition-flip", "state");
  EXPECT_EQ(flip["districts"], 110);
  EXPECT_EQ(flip["reported_margin"], 71'000);
  EXPECT_EQ(flip["largest_shift"], largest);
  EXPECT_LT(largest, 71'000);
  EXPECT_EQ(flip["can_flip"], false);
  EXPECT_NE(flip["sentence"].get<std::string>().find("below the reported margin of 71,000"),
            std::string::npos);
  const base::Json filed = story_.show("precinct-petitions");
  EXPECT_EQ(filed["verdicts"]["accepted"], 110);
  EXPECT_EQ(filed["fees_of_accepted_cents"], 110 * 5'000);
}

}  // namespace
}  // namespace recanvass::story
