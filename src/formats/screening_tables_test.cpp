#include "formats/screening_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

// A package and a folder of bulk figures, taken away again.
class ScreeningTables : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() /
            ("recanvass_screening_" +
             std::to_string(std::hash<std::string>{}(
                 testing::UnitTest::GetInstance()->current_test_info()->name())));
    fs::remove_all(root_);
    fs::create_directories(root_ / "package");
    fs::create_directories(root_ / "bulk");
    write("package/wards.csv",
          "county,ward,stage,total,a,b\n"
          "St. Croix,Ward 1,original,100,60,40\n"
          "St. Croix,Ward 1,recount,101,61,40\n"
          "St. Croix,Ward 2,original,50,20,30\n"
          "St. Croix,Ward 2,recount,50,22,28\n"
          "Dane,Ward 1,original,\"1,000\",400,\n");
    write("bulk/machines.csv",
          "county,model\n"
          "ST CROIX,Optech Eagle\n");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(root_ / name) << text;
  }

  base::Result<std::vector<LevelTable>> make(const ScreeningFile& file, bool with_bulk = true) {
    FigureFolders folders{root_ / "package", std::nullopt};
    if (with_bulk) folders.bulk = root_ / "bulk";
    return make_tables(file, folders);
  }

  // Wards with votes before and after, and machines by county.
  static ScreeningFile wards() {
    using Kind = MeasureRule::Kind;
    LevelRule level;
    level.id = "ward";
    level.words = "wards";
    level.sources = {
        {"now", "wards.csv", {"county", "ward"}, {{"stage", {"original"}}}},
        {"after", "wards.csv", {"county", "ward"}, {{"stage", {"recount"}}}},
        {"machines", "machines.csv", {"county"}, {}},
    };
    const auto rule = [](std::string id, Kind kind, std::vector<std::string> of) {
      MeasureRule one;
      one.id = std::move(id);
      one.kind = kind;
      one.of = std::move(of);
      return one;
    };
    level.measures.push_back(rule("total", Kind::Sum, {"now.total"}));
    level.measures.push_back(rule("b", Kind::Sum, {"now.b"}));
    level.measures.push_back(rule("share", Kind::Share, {"now.a"}));
    level.measures.back().whole = {"total"};
    level.measures.push_back(rule("moved", Kind::AbsoluteChange, {"a", "b"}));
    level.measures.back().from = "now";
    level.measures.back().to = "after";
    level.measures.push_back(rule("eagle", Kind::Indicator, {"machines.model"}));
    level.measures.back().text = "Eagle";
    level.measures.push_back(rule("recounted", Kind::Present, {"after", "now"}));
    level.measures.push_back(rule("size", Kind::Log10, {"total"}));
    level.labels = {{"model", "machines.model", "none listed"}};
    ScreeningFile file;
    file.levels = {level};
    return file;
  }

  fs::path root_;
};

TEST_F(ScreeningTables, FilesAreJoinedWhateverTheCaseAndStopsOfNames) {
  const auto made = make(wards());
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  const screen::UnitTable& table = made->at(0).table;
  ASSERT_EQ(table.units.size(), 3u);
  EXPECT_EQ(table.units[0], "Ward 1, St. Croix");
  EXPECT_EQ(table.groups[2], "Dane");
  EXPECT_EQ(table.measure("moved")->values[0], 1.0);
  EXPECT_EQ(table.measure("moved")->values[1], 4.0);
  EXPECT_EQ(table.measure("eagle")->values[1], 1.0);
  EXPECT_EQ(table.label("model")->values[0], "Optech Eagle");
  EXPECT_EQ(table.label("model")->values[2], "none listed");
  EXPECT_DOUBLE_EQ(table.measure("share")->values[0], 0.6);
  EXPECT_EQ(table.measure("total")->values[2], 1000.0);
  EXPECT_DOUBLE_EQ(table.measure("size")->values[2], 3.0);
  EXPECT_EQ(made->at(0).joined[1], "machines: 2 of 3 wards");
}

TEST_F(ScreeningTables, WhatNobodyReportedIsNotKnownAndNeverNought) {
  const auto made = make(wards());
  ASSERT_TRUE(made.ok());
  const screen::UnitTable& table = made->at(0).table;
  EXPECT_TRUE(std::isnan(table.measure("b")->values[2]));      // an empty cell
  EXPECT_TRUE(std::isnan(table.measure("moved")->values[2]));  // no row after the recount
  EXPECT_TRUE(std::isnan(table.measure("eagle")->values[2]));  // no row of the county
  EXPECT_EQ(table.measure("recounted")->values[2], 0.0);
  EXPECT_EQ(table.measure("recounted")->values[0], 1.0);
}

TEST_F(ScreeningTables, LogOddsAndProductsAreOfWhatIsKnown) {
  using Kind = MeasureRule::Kind;
  ScreeningFile file = wards();
  MeasureRule odds;
  odds.id = "odds";
  odds.kind = Kind::LogOdds;
  odds.of = {"now.a"};
  odds.whole = {"total"};
  MeasureRule square;
  square.id = "square";
  square.kind = Kind::Product;
  square.of = {"odds", "odds"};
  file.levels[0].measures.push_back(odds);
  file.levels[0].measures.push_back(square);
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "Dane,Ward 1,original,100,60,40\n"
        "Dane,Ward 2,original,50,50,0\n"
        "Dane,Ward 3,original,50,0,50\n"
        "Dane,Ward 4,original,50,,50\n");
  const auto made = make(file);
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  const auto& of = made->at(0).table.measure("odds")->values;
  EXPECT_DOUBLE_EQ(of[0], std::log(1.5));
  EXPECT_DOUBLE_EQ(made->at(0).table.measure("square")->values[0], std::log(1.5) * std::log(1.5));
  for (const std::size_t unit : {1U, 2U, 3U}) {
    EXPECT_TRUE(std::isnan(of[unit])) << unit;  // all, none, not known
    EXPECT_TRUE(std::isnan(made->at(0).table.measure("square")->values[unit])) << unit;
  }
}

TEST_F(ScreeningTables, UnitsThatAFileShouldShareAndTheFirstHasNotAreListed) {
  ScreeningFile file = wards();
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "Dane,Ward 1,original,100,60,40\n"
        "Dane,Ward 1,recount,100,60,40\n"
        "Dane,Ward 21,recount,50,20,30\n");
  EXPECT_TRUE(make(file)->at(0).table.unlisted.empty());
  file.levels[0].sources[1].lists = true;
  EXPECT_EQ(make(file)->at(0).table.unlisted, std::vector<std::string>{"after: Ward 21, Dane"});
}

TEST_F(ScreeningTables, NumbersInNamesStayApart) {
  EXPECT_EQ(joining_key("St. Croix"), "STCROIX");
  EXPECT_EQ(joining_key("Wards 1 - 4"), joining_key("WARDS 1-4"));
  EXPECT_NE(joining_key("Wards 1 - 4"), joining_key("Ward s14"));
  EXPECT_NE(joining_key("Ward 1,12"), joining_key("Ward 11,2"));
  EXPECT_EQ(joining_key("Ward 14"), joining_key("WARD-14"));
  EXPECT_EQ(joining_key("Ward 034"), joining_key("Ward 34"));
  EXPECT_EQ(joining_key("Ward 0"), "WARD0");
  EXPECT_NE(joining_key("Ward 1-05"), joining_key("Ward 1-5"));
  EXPECT_NE(joining_key("01001"), joining_key("1001"));
}

TEST_F(ScreeningTables, ARowAgainIsRefusedWithItsPlaceAndNeverCountedTwice) {
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "Dane,Ward 1,original,100,60,40\n"
        "Dane,Ward 2,original,50,20,30\n"
        "Dane,Ward 1,original,100,60,40\n"
        "Dane,Ward 2,original,51,20,30\n");
  const auto made = make(wards());
  ASSERT_FALSE(made.ok());
  ASSERT_EQ(made.problems().size(), 1u);
  EXPECT_EQ(made.problems()[0].cause, "screening.repeated-row");
  EXPECT_EQ(made.problems()[0].place.row, 4);
}

TEST_F(ScreeningTables, RowsThatAreAddedUpAreTold) {
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "Dane,Ward 1,original,100,60,40\n"
        "Dane,Ward 1,original,50,20,30\n");
  const auto made = make(wards());
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  EXPECT_EQ(made->at(0).table.measure("total")->values[0], 150.0);
  EXPECT_EQ(made->at(0).joined[0], "now: 1 of 1 wards, by adding up 2 rows");
}

TEST_F(ScreeningTables, TwoNamesThatDifferInMarksOnlyAreRefusedWithBoth) {
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "Dane,P1,original,100,60,40\n"
        "DANE,p1,original,7,3,4\n"
        "Dane,P-1,original,50,20,30\n");
  const auto made = make(wards());
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.problems()[0].cause, "screening.two-names");
  EXPECT_NE(made.problems()[0].found.find("P-1"), std::string::npos);
  EXPECT_NE(made.problems()[0].found.find("P1"), std::string::npos);
}

TEST_F(ScreeningTables, FiguresThatNoElectionHasAreRefusedByCell) {
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "Dane,Ward 1,original,-1,60,40\n"
        "Dane,Ward 2,original,9999999999,10000000000,1e308\n");
  const auto made = make(wards());
  ASSERT_FALSE(made.ok());
  ASSERT_EQ(made.problems().size(), 3u);
  for (const base::Problem& problem : made.problems()) EXPECT_EQ(problem.cause, "number.range");
  ScreeningFile file = wards();
  for (UnitSource& source : file.levels[0].sources) source.adjusted = true;
  EXPECT_EQ(make(file).problems().size(), 2u);  // an official adjustment may be below 0
}

TEST_F(ScreeningTables, ATownInTwoCountiesHasItsMachinesInBoth) {
  write("bulk/machines.csv",
        "county,town,model\n"
        "Milwaukee,City of Milwaukee - MAIN,DS200\n"
        "Dane,Paris,Eagle\n");
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "Milwaukee,City of Milwaukee,original,100,60,40\n"
        "Washington,City of Milwaukee,original,7,3,4\n"
        "Kenosha,Paris,original,7,3,3\n");
  ScreeningFile file = wards();
  file.levels[0].sources[2].unit = {"county", "town"};
  EXPECT_EQ(make(file)->at(0).joined.back(), "machines: 0 of 3 wards");
  file.levels[0].sources[2].across = " - MAIN";
  const auto made = make(file);
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  EXPECT_EQ(made->at(0).joined.back(), "machines: 2 of 3 wards");
  EXPECT_EQ(made->at(0).table.labels[0].values,
            (std::vector<std::string>{"DS200", "DS200", "none listed"}));
}

TEST_F(ScreeningTables, RowsLeftOutAreInNoYearOfASumAndMeasuresMadeOfItSaySo) {
  write("package/form.csv",
        "county,town,then,now\n"
        "St. Croix,Ash,10,20\n"
        "St. Croix,Birch,,500\n"
        "Dane,Cedar,7,8\n");
  ScreeningFile file = wards();
  LevelRule& level = file.levels[0];
  for (UnitSource& source : level.sources) source.unit = {"county"};
  UnitSource form{"form", "form.csv", {"county"}, {}};
  RowRule rule;
  rule.words = "a year is missing";
  rule.empty = {"then", "now"};
  rule.told = "now";
  rule.told_words = "ballots";
  form.leave_out = {rule};
  level.sources.push_back(form);
  MeasureRule rise;
  rise.id = "rise";
  rise.kind = MeasureRule::Kind::Difference;
  rise.of = {"form.now", "form.then"};
  level.measures.push_back(rise);
  MeasureRule share;
  share.id = "rise-share";
  share.kind = MeasureRule::Kind::Share;
  share.of = {"rise"};
  share.whole = {"total"};
  level.measures.push_back(share);
  const auto made = make(file);
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  const screen::UnitTable& table = made->at(0).table;
  EXPECT_EQ(table.measure("rise")->values[0], 10.0);  // not unknown for one town's empty cell
  const std::vector<std::string> said{
      "Left out in every year: 1 row with 500 ballots, because a year is missing (St. Croix)."};
  EXPECT_EQ(table.measure("rise")->left_out, said);
  EXPECT_EQ(table.measure("rise-share")->left_out, said);
  EXPECT_TRUE(table.measure("total")->left_out.empty());
  level.sources.back().leave_out.clear();
  EXPECT_TRUE(std::isnan(make(file)->at(0).table.measure("rise")->values[0]));
}

TEST_F(ScreeningTables, UnitsAreCalledAndDrawnAsAnotherFileHasThem) {
  write("bulk/machines.csv", "county,model,called,fips\nST CROIX,Eagle,Saint Croix,55109\n");
  ScreeningFile file = wards();
  for (UnitSource& source : file.levels[0].sources) source.unit = {"county"};
  EXPECT_TRUE(make(file)->at(0).table.shapes.empty());
  file.levels[0].name = "machines.called";
  file.levels[0].shape = "machines.fips";
  const auto made = make(file);
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  EXPECT_EQ(made->at(0).table.units, (std::vector<std::string>{"Saint Croix", "Dane"}));
  EXPECT_EQ(made->at(0).table.shapes, (std::vector<std::string>{"55109", ""}));
}

TEST_F(ScreeningTables, NeighboursAreTwoUnitsARowEachPairOnce) {
  write("package/borders.csv", "one,other\nSt. Croix,DANE\nDane,St Croix\n");
  ScreeningFile file = wards();
  for (UnitSource& source : file.levels[0].sources) source.unit = {"county"};
  file.levels[0].neighbours = "borders.csv";
  const auto made = make(file);
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  ASSERT_EQ(made->at(0).table.neighbours.size(), 1u);
  EXPECT_EQ(made->at(0).table.neighbours[0], (std::pair<std::size_t, std::size_t>(0, 1)));
  write("package/borders.csv", "one,other\nSt. Croix,Brown\n");
  EXPECT_EQ(make(file).problems().at(0).cause, "screening.neighbour");
  file.levels[0].neighbours = "nowhere.csv";
  EXPECT_EQ(make(file)->at(0).missing.size(), 1u);
}

TEST_F(ScreeningTables, WhatIsBelowTheLeastIsNotKnown) {
  ScreeningFile file = wards();
  file.levels[0].measures[0].least = 100;  // total, the whole of share
  const auto made = make(file);
  ASSERT_TRUE(made.ok());
  const screen::UnitTable& table = made->at(0).table;
  EXPECT_EQ(table.measure("total")->values[0], 100.0);
  EXPECT_TRUE(std::isnan(table.measure("total")->values[1]));  // 50
  EXPECT_TRUE(std::isnan(table.measure("share")->values[1]));
}

TEST_F(ScreeningTables, OnlyIsNotWhereAnotherSourceHasTheUnitToo) {
  ScreeningFile file = wards();
  MeasureRule rule;
  rule.id = "only-now";
  rule.kind = MeasureRule::Kind::Only;
  rule.of = {"now", "after"};
  file.levels[0].measures.push_back(rule);
  const auto made = make(file);
  ASSERT_TRUE(made.ok());
  // Ward 1 and 2 of St. Croix were recounted, Ward 1 of Dane was not.
  EXPECT_EQ(made->at(0).table.measure("only-now")->values, (std::vector<double>{0.0, 0.0, 1.0}));
}

TEST_F(ScreeningTables, RowsOfOneUnitAreAddedUp) {
  ScreeningFile file = wards();
  for (UnitSource& source : file.levels[0].sources) source.unit = {"county"};
  const auto made = make(file);
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  EXPECT_EQ(made->at(0).table.units, (std::vector<std::string>{"St. Croix", "Dane"}));
  EXPECT_EQ(made->at(0).table.measure("total")->values[0], 150.0);
  EXPECT_EQ(made->at(0).table.measure("moved")->values[0], 5.0);  // 80 to 83, and 70 to 68
}

TEST_F(ScreeningTables, TwoColumnsCanNameAUnitAndOfALongNameItsBeginning) {
  write("bulk/machines.csv", "county,place,number,model\nST CROIX 55,Ward,1,Eagle\n");
  ScreeningFile file = wards();
  file.levels[0].sources[2].unit = {"county:8", "place+number"};
  const auto made = make(file);
  ASSERT_TRUE(made.ok()) << base::sentences(made.problems());
  EXPECT_EQ(made->at(0).table.measure("eagle")->values[0], 1.0);
  EXPECT_TRUE(std::isnan(made->at(0).table.measure("eagle")->values[1]));
}

TEST_F(ScreeningTables, AFileThatIsNotThereIsNamedByItsWholePath) {
  const auto made = make(wards(), false);
  ASSERT_TRUE(made.ok());
  ASSERT_EQ(made->at(0).missing.size(), 1u);
  EXPECT_TRUE(fs::path(made->at(0).missing[0]).is_absolute());
  EXPECT_NE(made->at(0).missing[0].find("machines.csv"), std::string::npos);
  EXPECT_TRUE(made->at(0).table.units.empty());
}

TEST_F(ScreeningTables, ColumnsAndNumbersThatAreNoneAreToldTogetherWithTheirPlaces) {
  write("bulk/machines.csv", "county,kind\nST CROIX,Eagle\n");
  write("package/wards.csv", "county,ward,stage,total,a,b\nDane,1,original,1O0,1,2\n");
  const auto made = make(wards());
  ASSERT_FALSE(made.ok());
  ASSERT_EQ(made.problems().size(), 2u);
  EXPECT_EQ(made.problems()[0].cause, "number.not-digits");
  EXPECT_EQ(made.problems()[0].place.row, 2);
  EXPECT_EQ(made.problems()[1].cause, "screening.column");
  EXPECT_EQ(made.problems()[1].place.column, "model");
}

TEST_F(ScreeningTables, AFilterThatNoRowPassesIsAProblem) {
  ScreeningFile file = wards();
  file.levels[0].sources[0].where = {{"stage", {"first"}}};
  const auto made = make(file);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.problems()[0].cause, "screening.no-units");
}

TEST_F(ScreeningTables, APathOutOfTheFoldersIsRefused) {
  ScreeningFile file = wards();
  file.levels[0].sources[2].file = "../secret.csv";
  const auto made = make(file);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.problems()[0].cause, "package.path");
}

TEST(ScreeningKeys, PunctuationAndCaseDoNotTellUnitsApart) {
  EXPECT_EQ(joining_key("St. Croix"), joining_key("st-croix"));
  EXPECT_NE(joining_key("Ward 1"), joining_key("Ward 11"));
}

TEST_F(ScreeningTables, AZeroThatWasNotGivenIsNotKnownAndEachMeasureKnowsItsFiles) {
  ScreeningFile file = wards();
  write("package/wards.csv",
        "county,ward,stage,total,a,b\n"
        "St. Croix,Ward 1,original,0,60,40\n"
        "St. Croix,Ward 1,recount,101,61,40\n");
  const auto plain = make(file).value();
  EXPECT_EQ(plain[0].table.measures[0].values[0], 0.0);
  EXPECT_EQ(plain[0].table.measures[0].files, std::vector<std::string>{"wards.csv"});
  file.levels[0].sources[0].zero_unknown = true;
  EXPECT_TRUE(std::isnan(make(file).value()[0].table.measures[0].values[0]));
}

TEST_F(ScreeningTables, ARowUnderAnotherNameIsToldOfItsUnit) {
  write("package/wards.csv",
        "county,ward,stage,total,a,b,c,d\n"
        "St. Croix,Ward 1,original,100,60,40,30,20\n"
        "St. Croix,Ward 1,recount,100,60,40,30,20\n"
        "St. Croix,Ward 2,original,50,20,30,20,10\n"
        "Dane,Ward 7,original,100,60,40,30,20\n");
  const auto table = make(wards()).value()[0].table;
  ASSERT_EQ(table.given_twice.size(), 1u);  // the same unit counted again is no copy
  EXPECT_EQ(table.units.at(table.given_twice[0].first), "Ward 7, Dane");
  EXPECT_EQ(table.given_twice[0].second,
            "row 5 of wards.csv has 5 figures of Ward 1, St. Croix (row 2), all alike");
}

}  // namespace
}  // namespace recanvass::formats
