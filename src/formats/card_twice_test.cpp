#include "formats/card_twice.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

struct Paper {
  const char* batch;
  std::uint32_t position;
  const char* id;
  bool starts_ballot = true;
};

std::vector<std::string> found_twice(const std::vector<Paper>& papers) {
  CardReading reading;
  CardPlaces places(reading.builder);
  std::int64_t row = 4;
  for (const Paper& paper : papers) {
    reading.builder.add_card({places.profile("", "", ""), places.batch("t", paper.batch),
                              paper.position, paper.starts_ballot, paper.id, ""});
    reading.origins.add(reading.builder.cards() - 1, "f.csv", ++row);
  }
  const auto store = reading.builder.finish();
  ProblemList problems;
  refuse_cards_twice(store, reading.origins, problems);
  std::vector<std::string> found;
  for (const auto& problem : problems.take()) {
    EXPECT_EQ(problem.cause, "cards.twice");
    found.push_back(fmt::format("{}: {}", problem.place.row, problem.found));
  }
  return found;
}

TEST(CardTwice, OnePositionOfABatchIsOneCard) {
  using Found = std::vector<std::string>;
  EXPECT_EQ(found_twice({{"a", 1, ""}, {"a", 2, ""}, {"b", 1, ""}, {"b", 2, ""}}), Found{});
  EXPECT_EQ(found_twice({{"a", 1, ""}, {"a", 2, ""}, {"b", 1, ""}, {"a", 2, ""}}),
            Found{"8: position 2 of batch \"a\" of tabulator \"t\", of card 2 (f.csv:6) and of "
                  "card 4 (f.csv:8)"});
  // Two runs of which one holds the other, and a third behind both.
  EXPECT_EQ(found_twice({{"a", 1, ""},
                         {"a", 2, ""},
                         {"a", 3, ""},
                         {"b", 9, ""},
                         {"a", 2, ""},
                         {"b", 8, ""},
                         {"a", 4, ""}})
                .size(),
            1U);
  EXPECT_EQ(found_twice({{"a", 0, ""}, {"a", 0, ""}}), Found{});  // not known
}

TEST(CardTwice, SheetsOfOneBallotShareItsPlace) {
  EXPECT_TRUE(found_twice({{"a", 1, "t-a-1"},
                           {"a", 1, "t-a-1", false},
                           {"a", 2, "t-a-2"},
                           {"a", 2, "t-a-2", false}})
                  .empty());
}

TEST(CardTwice, OneImprintedIdIsOneCard) {
  const auto found = found_twice({{"a", 1, "x"}, {"a", 2, "y"}, {"a", 3, "x"}, {"a", 4, ""}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], "7: the imprinted id \"x\", of card 1 (f.csv:5) and of card 3 (f.csv:7)");
}

// Ids that count up are kept as a rule and not as texts; what is in two chunks is found too.
TEST(CardTwice, IdsThatCountUpAreComparedAcrossChunks) {
  const auto with_last_ids = [](std::uint32_t first, const std::string& odd) {
    CardReading reading;
    CardPlaces places(reading.builder);
    const auto add = [&](const std::string& id) {
      reading.builder.add_card({places.profile("", "", ""), places.batch("", ""), 0, true, id, ""});
    };
    for (std::uint32_t i = 1; i <= election::kChunkCards; ++i) add(fmt::to_string(i));
    add(fmt::to_string(first));
    add(fmt::to_string(first + 1));
    if (!odd.empty()) add(odd);
    const auto store = reading.builder.finish();
    ProblemList problems;
    refuse_cards_twice(store, reading.origins, problems);
    return problems.take().size();
  };
  EXPECT_EQ(with_last_ids(election::kChunkCards + 1, ""), 0U);
  EXPECT_EQ(with_last_ids(election::kChunkCards, ""), 1U);
  EXPECT_EQ(with_last_ids(900'000, "x"), 0U);
  EXPECT_EQ(with_last_ids(900'000, "17"), 1U);
}

// Formats without ids of cards too: what is the same to the byte is one file.
TEST(CardTwice, AFileThatIsGivenTwiceIsRefused) {
  const std::string table = "Cast Vote Record,Precinct,Mayor\n,P1,Ada\n,P1,Ben\n";
  const auto problems = refused_texts({{"a.csv", table}, {"b.csv", table}});
  EXPECT_EQ(problems[0].cause, "cards.twice");
  EXPECT_EQ(problems[0].place.file, "b.csv");
  EXPECT_EQ(problems[0].found, "every byte of a.csv");
  const auto other = imported_texts({{"a.csv", table}, {"b.csv", table + ",P1,Ben\n"}});
  EXPECT_EQ(other.store.cards().value(), 5);
  for (const char* path : {"ess/2015_portland_mayor_cvr.xlsx", "nist_cdf/gen-01/cvr-gen-01.json",
                           "hart/shangrla_Hart_CVRs.zip"}) {
    if (!std::filesystem::exists(cvr_data(path))) GTEST_SKIP() << "missing " << cvr_data(path);
    const auto twice = import_cards({cvr_data(path), cvr_data(path)});
    ASSERT_FALSE(twice.ok()) << path;
    EXPECT_EQ(twice.problems()[0].cause, "cards.twice") << path;
  }
}

TEST(CardTwice, ARecordThatIsTwiceInAFileIsRefusedWithItsRow) {
  const auto ess =
      refused_texts({{"a.csv", "Cast Vote Record,Precinct,Mayor\n1,P1,Ada\n2,P1,Ben\n1,P1,Ben\n"}});
  EXPECT_EQ(ess[0].cause, "choice-columns.twice");
  EXPECT_EQ(ess[0].place.row, 4);
  const auto dominion = refused_texts(
      {{"a.csv",
        "T,5,,,,,,\n,,,,,,,M (Vote For=1)\n,,,,,,,Ada\nCvrNumber,TabulatorNum,BatchId,"
        "RecordId,ImprintedId,PrecinctPortion,BallotType,\n1,10,1,1,10-1-1,P,B,1\n"
        "1,10,1,2,10-1-2,P,B,1\n"}});
  EXPECT_EQ(dominion[0].cause, "dominion-csv.twice");
  EXPECT_EQ(dominion[0].place.row, 6);
}

TEST(CardTwice, RowsOfTotalsAreNoCards) {
  EXPECT_EQ(
      refused_texts({{"a.csv", "Cast Vote Record,Precinct,Mayor\n1,P1,Ada\nTotal,,1\n"}})[0].cause,
      "choice-columns.total");
  EXPECT_EQ(refused_texts({{"a.csv",
                            "T,5,,,,,,\n,,,,,,,M (Vote For=1)\n,,,,,,,Ada\nCvrNumber,TabulatorNum,"
                            "BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,\n"
                            "1,10,1,1,10-1-1,P,B,1\nTotals,,,,,,,1\n"}})[0]
                .cause,
            "dominion-csv.total");
}

}  // namespace
}  // namespace recanvass::formats
