#include "formats/export_numbers.h"

#include "election/card_builder.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

election::CardNames names_with(
    const std::vector<std::pair<std::string, std::vector<std::string>>>& contests) {
  election::CardStoreBuilder builder;
  for (const auto& [id, choices] : contests) {
    election::CardContest contest{{id}, id, 1, 0, 1, {}};
    for (const std::string& choice : choices) contest.choices.push_back({{choice}, choice, {}});
    builder.add_contest(std::move(contest));
  }
  return builder.finish().names();
}

TEST(ExportNumbers, OwnNumbersAreKeptWhereAllHaveOneAndTheyDiffer) {
  ExportNumbers own;
  own.know(names_with({{"7", {"12", "3"}}, {"9", {"4"}}}));
  EXPECT_EQ(own.contest(1), 9);
  EXPECT_EQ(own.choice(0, 0), 12);
  EXPECT_EQ(own.choice(1, 0), 4);

  ExportNumbers twice;  // choice 1 is there twice
  twice.know(names_with({{"7", {"1", "2"}}, {"9", {"1"}}}));
  EXPECT_EQ(twice.contest(0), 7);
  EXPECT_EQ(twice.choice(0, 1), 2);
  EXPECT_EQ(twice.choice(1, 0), 3);

  for (const char* no_number : {"mayor", "07", "1234567890", "-1", ""}) {
    ExportNumbers places;
    places.know(names_with({{"7", {}}, {no_number, {}}}));
    EXPECT_EQ(places.contest(0), 1) << no_number;
    EXPECT_EQ(places.contest(1), 2) << no_number;
  }
}

TEST(ExportNumbers, AMachineWithoutANumberGetsOneThatNoOtherHas) {
  election::CardStoreBuilder builder;
  const std::uint32_t number = builder.tabulator("11");
  const std::uint32_t word = builder.tabulator("ICC A");
  builder.batch(number, "8");
  builder.batch(word, "8b");
  const election::CardNames names = builder.finish().names();
  ExportNumbers numbers;
  numbers.know(names);
  EXPECT_EQ(numbers.tabulator(names, number), 11);
  const auto other = numbers.tabulator(names, word);
  EXPECT_GE(other, 1'000'000'000);
  EXPECT_EQ(numbers.tabulator(names, word), other);
  EXPECT_EQ(numbers.batch(names, names.batches[0]), 8);
  EXPECT_GE(numbers.batch(names, names.batches[1]), 1'000'000'000);
}

}  // namespace
}  // namespace recanvass::formats
