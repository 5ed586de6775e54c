// Everything that is wrong with a package is said in one go, by file and row, and nothing that only
// follows from it: one file with one of each mistake for every reader, and several files.
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

struct MistakenFile {
  const char* what;
  std::string returns;
  std::string causes;  // with their rows
};

std::string tidy_with_every_mistake() {
  return "unit,county,mode,choice,votes\n"
         "A,us-wi-dane,,ada,1.5\n"  // 2: a fraction; the unit again in 3
         "A,us-wi-dane,,ada,5\n"  // 3
         "B,us-wi-iron,,adda,7\n"  // 4: nobody
         "B,us-wi-iron,,ben,-3\n"  // 5: negative
         "Totals,,,ada,99\n"  // 6: adds others up
         "C,us-wi-wayne,,ben,2\n"  // 7: another county
         "D,us-wi-dane,,,4\n"  // 8: no choice
         ",,,ada,4\n"  // 9: no unit
         "E,us-wi-dane,absent,ben,1\n"  // 10: no such mode
         "F,us-wi-dane,,ada,9\n"  // 11: more votes than ballots
         "F,us-wi-dane,,@ballots,8\n"  // 12
         "1.23457E+15,us-wi-dane,,ben,1\n"  // 13: lost digits
         "G,us-wi-dane,ada,1\n"  // 14: a field too few
         "Countywide,us-wi-iron,,ada,1\n"  // 15: adds others up, by a word
         "H,us-wi-dane,,ada,\"1\n";  // 16: never closed
}

std::string openelections_with_every_mistake() {
  return "county,precinct,office,candidate,votes,election_day,absentee\n"
         "Dane,P1,Mayor,Ada Lovelace,1.5,1,0\n"
         "Dane,P1,Mayor,Ada Lovelace,5,5,0\n"
         "Iron,P1,Mayor,Eve,7,7,0\n"
         "Iron,P1,Mayor,Ben Bitdiddle,3,-3,6\n"
         "Dane,Total,Mayor,Ada Lovelace,99,99,0\n"
         "Wayne,P9,Mayor,Ben Bitdiddle,2,2,0\n"
         "Dane,P2,Mayor,,4,4,0\n"
         ",,Mayor,Ada Lovelace,4,4,0\n"
         "Dane,1.23457E+15,Mayor,Ada Lovelace,1,1,0\n"
         "Dane,P3,Mayor,Ada Lovelace,9,9,0\n"
         "Dane,P3,Ballots Cast,,8,8,0\n"
         "Dane,P4,Mayor,Ben Bitdiddle,9,5,3\n"
         "Dane,P5,Mayor,Ben Bitdiddle,1,1\n";
}

std::string medsl_with_every_mistake() {
  return "precinct,office,party_detailed,mode,votes,county_name,candidate,state_po,year\n"
         "P1,MAYOR,D,TOTAL,1.5,DANE,ADA LOVELACE,WI,2016\n"
         "P1,MAYOR,D,TOTAL,5,DANE,ADA LOVELACE,WI,2016\n"
         "P1,MAYOR,,TOTAL,7,IRON,EVE,WI,2016\n"
         "P1,MAYOR,R,TOTAL,-3,IRON,BEN BITDIDDLE,WI,2016\n"
         "TOTAL,MAYOR,D,TOTAL,99,DANE,ADA LOVELACE,WI,2016\n"
         "P9,MAYOR,R,TOTAL,2,WAYNE,BEN BITDIDDLE,WI,2016\n"
         "P2,MAYOR,,TOTAL,4,DANE,,WI,2016\n"
         "1.23457E+15,MAYOR,D,TOTAL,x,DANE,ADA LOVELACE,WI,2016\n"
         "P4,MAYOR,R,TOTAL,NA,DANE,BEN BITDIDDLE,WI,2016\n"
         "P3,MAYOR,D,TOTAL,9,DANE,ADA LOVELACE,WI,2016\n"
         "P3,BALLOTS CAST,,TOTAL,8,DANE,BALLOTS CAST,WI,2016\n"
         "P5,MAYOR,D,TOTAL,9,DANE\n";
}

std::string medsl_counties_with_every_mistake() {
  return "year,state_po,county_name,office,candidate,party,candidatevotes,totalvotes,mode\n"
         "2016,WI,DANE,MAYOR,ADA LOVELACE,D,1.5,9,TOTAL\n"
         "2016,WI,DANE,MAYOR,ADA LOVELACE,D,5,9,TOTAL\n"
         "2016,WI,IRON,MAYOR,EVE,,7,9,TOTAL\n"
         "2016,WI,TOTAL,MAYOR,ADA LOVELACE,D,99,99,TOTAL\n"
         "2016,WI,WAYNE,MAYOR,BEN BITDIDDLE,R,-2,9,TOTAL\n"
         "2016,WI,IRON,MAYOR,,,1,9,TOTAL\n";
}

std::string clarity_with_every_mistake() {
  return R"xml(<?xml version="1.0"?>
<ElectionResult><ElectionDate>11/8/2016</ElectionDate><Region>WI</Region>
<ElectionVoterTurnout><Counties><County name="Dane" totalVoters="1.5" ballotsCast="20"/>
<County totalVoters="7" ballotsCast="1"/>
<County name="Iron" totalVoters="50" ballotsCast="60"/></Counties></ElectionVoterTurnout>
<Contest text="Mayor">
<Choice text="Ada Lovelace" totalVotes="8">
<VoteType name="Total Votes" votes="8"><County name="Dane" votes="-3"/>
<County name="Iron" votes="5"/></VoteType></Choice>
<Choice text="Ben Bitdiddle" totalVotes="9">
<VoteType name="Total Votes" votes="9"><County name="Dane" votes="4"/>
<County name="Dane" votes="3"/>
<County name="Wayne" votes="1"/></VoteType></Choice>
<Choice text="Eve" totalVotes="1">
<VoteType name="Total Votes" votes="1"><County name="Dane" votes="1"/></VoteType></Choice>
<Choice totalVotes="1">
<VoteType name="Total Votes" votes="1"><County name="Dane" votes="1"/></VoteType></Choice>
<Choice text="Write-ins" totalVotes="1">
<VoteType name="Total Votes" votes="1"><County votes="1"/></VoteType></Choice>
</Contest>
</Election>
)xml";
}

std::string nist_with_every_mistake() {
  return R"json({"@type": "ElectionResults.ElectionReport",
"GpUnit": [
{"@id": "state", "Type": "state", "Name": "Wisconsin", "ComposingGpUnitIds": ["dane", "iron"]},
{"@id": "dane", "Type": "county", "Name": "Dane", "VotersRegistered": "1.5"},
{"@id": "iron", "Type": "county", "Name": "Iron"},
{"@id": "wayne", "Type": "county", "Name": "Wayne"},
{"@id": "bad", "Type": "precinct", "Name": "1.23457E+15"}],
"Election": [{"StartDate": "2016-11-08",
"Candidate": [{"@id": "c1", "BallotName": "Ada Lovelace"}, {"@id": "c2", "BallotName": "Eve"},
{"@id": "c3", "BallotName": "Ben Bitdiddle"}],
"Contest": [{"@id": "mayor", "Name": "Mayor", "ContestSelection": [
{"@id": "s1", "CandidateIds": ["c1"], "VoteCounts": [
{"GpUnitId": "state", "Type": "total", "Count": 99},
{"GpUnitId": "dane", "Type": "total", "Count": -3},
{"GpUnitId": "iron", "Type": "total", "Count": 5}]},
{"@id": "s2", "CandidateIds": ["c2"], "VoteCounts": [
{"GpUnitId": "iron", "Type": "total", "Count": 5}]},
{"@id": "s3", "CandidateIds": ["c3"], "VoteCounts": [
{"GpUnitId": "dane", "Type": "total", "Count": 5},
{"GpUnitId": "dane", "Type": "total", "Count": 6},
{"GpUnitId": "bad", "Type": "total", "Count": 6},
{"GpUnitId": "wayne", "Type": "total", "Count": 5}]},
{"@id": "s4", "CandidateIds": ["c9"], "VoteCounts": [
{"GpUnitId": "iron", "Type": "total", "Count": 5}]},
{"@id": "s5", "IsWriteIn": true, "VoteCounts": [
{"GpUnitId": "nowhere", "Type": "total", "Count": 5}]}]}]}]})json";
}

TEST(AllProblemsTest, OneFileWithOneOfEachMistakeSaysThemAllOnceInOrder) {
  const std::vector<MistakenFile> files = {
      {"our CSV", tidy_with_every_mistake(),
       "number.decimal@2 returns.duplicate-unit@2 returns.unknown-choice@4 "
       "number.negative@5 returns.total-row@6 returns.unknown-county@7 "
       "returns.empty-cell@8 returns.empty-cell@9 returns.unknown-mode@10 "
       "returns.impossible@11 returns.bad-name@13 csv.ragged@14 returns.total-row@15 "
       "csv.syntax@16"},
      {"OpenElections", openelections_with_every_mistake(),
       "number.decimal@2 returns.duplicate-unit@2 returns.unmapped-choice@4 "
       "number.negative@5 returns.total-row@6 returns.unmapped-county@7 "
       "returns.empty-cell@8 returns.empty-cell@9 returns.bad-name@10 "
       "returns.impossible@11 returns.modes-differ@13 csv.ragged@14"},
      {"MEDSL precincts", medsl_with_every_mistake(),
       "number.decimal@2 returns.duplicate-unit@2 returns.unmapped-choice@4 "
       "number.negative@5 returns.total-row@6 returns.unmapped-county@7 "
       "returns.empty-cell@8 returns.bad-name@9 number.not-digits@9 "
       "returns.unknown-figure@10 returns.impossible@11 csv.ragged@13"},
      {"MEDSL counties", medsl_counties_with_every_mistake(),
       "number.decimal@2 returns.duplicate-unit@2 returns.unmapped-choice@4 "
       "returns.total-row@5 number.negative@6 returns.unmapped-county@6 "
       "returns.empty-cell@7"},
      {"Clarity", clarity_with_every_mistake(),
       "number.decimal@3 returns.empty-cell@4 number.negative@8 "
       "returns.ballots-above-registered@9 returns.total-differs@11 "
       "returns.duplicate-unit@11 returns.unmapped-county@13 returns.unmapped-choice@15 "
       "returns.empty-cell@16 returns.empty-cell@19 xml.syntax@21"},
      {"NIST", nist_with_every_mistake(),
       "number.decimal@4 returns.bad-name@7 number.negative@14 "
       "returns.unmapped-choice@17 returns.duplicate-unit@20 returns.unmapped-county@22 "
       "nist.reference@23 nist.reference@26"}};
  for (const MistakenFile& row : files) {
    const base::Problems problems = problems_in(package_with_returns(row.returns));
    EXPECT_EQ(causes_of(problems), row.causes) << row.what << "\n" << base::sentences(problems);
  }
}

// File, row, column, found, wanted and a way to mend, for a file of names and a file of ids.
TEST(AllProblemsTest, EachIsSaidWithItsPlaceAndAWayToMend) {
  for (const std::string& returns :
       {tidy_with_every_mistake(), openelections_with_every_mistake(), medsl_with_every_mistake(),
        clarity_with_every_mistake(), nist_with_every_mistake()}) {
    for (const base::Problem& problem : problems_in(package_with_returns(returns))) {
      EXPECT_EQ(problem.place.file, "r.csv");
      EXPECT_GT(problem.place.row, 0) << problem.sentence();
      EXPECT_FALSE(problem.found.empty()) << problem.sentence();
      EXPECT_FALSE(problem.wanted.empty()) << problem.sentence();
      EXPECT_TRUE(problem.mend.ends_with(".") || problem.mend.ends_with("?")) << problem.mend;
    }
  }
}

TEST(AllProblemsTest, TheWayToMendIsTheOneThatHelps) {
  const auto mend = [](const char* returns) {
    return problems_in(package_with_returns(returns)).at(0).mend;
  };
  EXPECT_EQ(mend("year,state_po,county_name,office,candidate,party,candidatevotes,totalvotes,mode\n"
                 "2012,WI,DANE,MAYOR,ADA LOVELACE,D,5,9,TOTAL\n"),
            "Use the file of this election, or correct election_day.");
  EXPECT_EQ(mend("year,state_po,county_name,office,candidate,party,candidatevotes,totalvotes,mode\n"
                 "2016,WI,DANE,JUDGE,ADA LOVELACE,D,5,9,TOTAL\n"),
            "Name the contest as the file does: map.office in the result set.");
  EXPECT_EQ(mend("unit,county,choice,votes\nA,us-wi-dane,ada,\"1\nB,us-wi-iron,ada,1\n"),
            "Close the quotation mark at the field's end, or remove it; what follows is not read.");
}

// Two files, each with mistakes of its own, and a mistake in election.toml.
TEST(AllProblemsTest, EveryFileOfThePackageSpeaksAtOnce) {
  std::string second = fixture_result("file = \"b.csv\"\nknown_onn = 2016-11-10");
  second.replace(second.find("night"), 5, "later");
  const base::Problems problems =
      problems_in({{"election.toml", kFixtureHead + fixture_result("file = \"a.csv\"") + second},
                   {"a.csv",
                    "unit,county,choice,votes\nA,us-wi-dane,eve,1\nB,us-wi-iron,ada,x\n"
                    "B,us-wi-iron,ada,2\n"},
                   {"b.csv",
                    "county,candidate,votes,office\nDane,Eve,1,Mayor\nIron,Ada Lovelace,1.5,Mayor\n"
                    "Iron,Ada Lovelace,2,Mayor\n"}});
  std::string places;
  for (const base::Problem& problem : problems) {
    places +=
        problem.place.file + ":" + std::to_string(problem.place.row) + " " + problem.cause + "\n";
  }
  EXPECT_EQ(places,
            "election.toml:33 toml.unknown-key\na.csv:2 returns.unknown-choice\n"
            "a.csv:3 number.not-digits\na.csv:3 returns.duplicate-unit\n"
            "b.csv:2 returns.unmapped-choice\nb.csv:3 number.decimal\n"
            "b.csv:3 returns.duplicate-unit\n");
}

// Each package has one mistake; nothing is said that goes away when it is mended.
TEST(AllProblemsTest, WhatOnlyFollowsFromAMistakeIsNotSaid) {
  const std::string head = "unit,county,choice,votes\n";
  const std::string counties = "county,office,candidate,votes\n";
  const std::vector<MistakenFile> files = {
      {"a total of figures one of which cannot be read",
       head + "A,us-wi-dane,ada,x\nA,us-wi-dane,ben,4\nA,us-wi-dane,@total,9\n"
              "B,us-wi-iron,ada,1\n",
       "number.not-digits@2"},
      {"ballots that cannot be read",
       head + "A,us-wi-dane,ada,5\nA,us-wi-dane,@ballots,x\nA,us-wi-dane,@registered,4\n"
              "B,us-wi-iron,ada,1\n",
       "number.not-digits@3"},
      {"a total with a misspelled choice",
       head + "A,us-wi-dane,adda,5\nA,us-wi-dane,@total,5\nB,us-wi-iron,ada,1\n",
       "returns.unknown-choice@2"},
      {"the only row of a county lost", head + "A,us-wi-dane,ada,5\nB,us-wi-iron,ada\n",
       "csv.ragged@3"},
      {"the only row of a county misspelled", head + "A,us-wi-dane,ada,5\nB,us-wi-irn,ada,4\n",
       "returns.unknown-county@3"},
      {"the only row of a county with a bad figure",
       head + "A,us-wi-dane,ada,5\nB,us-wi-iron,ada,4.0\n", "number.decimal@3"},
      {"every row lost", head + "A,us-wi-dane,ada\n", "csv.ragged@2"},
      {"units told apart by a column of another name",
       "unit,district,county,choice,votes\nA,1,us-wi-dane,ada,5\nA,2,us-wi-dane,ada,5\n"
       "B,1,us-wi-iron,ada,4\n",
       "returns.unknown-column@1"},
      {"a unit that would be the sum but for what cannot be read",
       head + "A,us-wi-dane,ada,5\nB,us-wi-dane,ada,x\nC,us-wi-dane,ada,5\nD,us-wi-dane,ada,10\n"
              "E,us-wi-iron,ada,4\n",
       "number.not-digits@3"},
      {"more than the ballots only because a row stands twice",
       head + "A,us-wi-dane,ada,5\nA,us-wi-dane,ada,5\nA,us-wi-dane,@ballots,9\n"
              "B,us-wi-iron,ada,4\n",
       "returns.duplicate-unit@2"},
      {"a row of totals by names, whose county is none",
       counties + "Dane,Mayor,Ada Lovelace,5\nIron,Mayor,Ada Lovelace,4\n"
                  "Total,Mayor,Ada Lovelace,9\n",
       "returns.total-row@4"},
      {"a figure that a second column of one name repeats",
       "unit,county,choice,votes,votes\nA,us-wi-dane,ada,5,5\nB,us-wi-iron,ada,4,4\n",
       "csv.header-duplicate@1"},
      {"the file of another year",
       "precinct,office,party_detailed,mode,votes,county_name,candidate,state_po,year\n"
       "P,MAYOR,D,TOTAL,9,DANE,ADA LOVELACE,WI,2012\n",
       "returns.no-rows@0"},
      {"a figure by mode that cannot be read, beside all modes",
       "precinct,office,party_detailed,mode,votes,county_name,candidate,state_po,year\n"
       "P,MAYOR,D,TOTAL,9,DANE,ADA LOVELACE,WI,2016\n"
       "P,MAYOR,D,EARLY,x,DANE,ADA LOVELACE,WI,2016\n"
       "P,MAYOR,D,ELECTION DAY,4,DANE,ADA LOVELACE,WI,2016\n"
       "Q,MAYOR,D,TOTAL,4,IRON,ADA LOVELACE,WI,2016\n",
       "number.not-digits@3"}};
  for (const MistakenFile& row : files) {
    const base::Problems problems = problems_in(package_with_returns(row.returns));
    EXPECT_EQ(causes_of(problems), row.causes) << row.what << "\n" << base::sentences(problems);
  }
}

TEST(AllProblemsTest, AChoiceWhoseIdCannotBeReadIsNotUnknownInTheReturnsToo) {
  std::string toml = kFixtureHead + fixture_result("file = \"r.csv\"");
  toml.replace(toml.find("id = \"ada\""), 10, "id = \"Ada\"");
  EXPECT_EQ(causes_of(problems_in({{"election.toml", toml},
                                   {"r.csv",
                                    "county,choice,votes\nus-wi-dane,ada,1\n"
                                    "us-wi-iron,ben,1\n"}})),
            "toml.id@9");
}

}  // namespace
}  // namespace recanvass::formats
